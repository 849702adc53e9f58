package kubeapi

import (
	"context"
	"encoding/json"
	"net/http"
)

// Node is what the launcher reads of a Kubernetes node.
type Node struct {
	Metadata struct {
		Name        string            `json:"name"`
		Labels      map[string]string `json:"labels"`
		Annotations map[string]string `json:"annotations"`
	} `json:"metadata"`
	Spec struct {
		PodCIDRs []string `json:"podCIDRs"`
	} `json:"spec"`
	Status struct {
		Addresses []struct {
			Type    string `json:"type"`
			Address string `json:"address"`
		} `json:"addresses"`
	} `json:"status"`
}

// InternalIPs returns the node's own addresses, at most one of each family.
func (n *Node) InternalIPs() []string {
	var ips []string
	for _, address := range n.Status.Addresses {
		if address.Type == "InternalIP" {
			ips = append(ips, address.Address)
		}
	}
	return ips
}

type nodeList struct {
	Metadata struct {
		ResourceVersion string `json:"resourceVersion"`
	} `json:"metadata"`
	Items []Node `json:"items"`
}

type nodeEvent struct {
	Type   string `json:"type"`
	Object Node   `json:"object"`
}

// WatchNodes lists all nodes, calls changed with the whole set, and again after every change, until the watch ends.
// The caller calls it again then: the API server closes watches at will, and a new list repairs whatever was missed.
func (c *Client) WatchNodes(ctx context.Context, changed func(map[string]Node)) error {
	var list nodeList
	if err := c.Get(ctx, "/api/v1/nodes", &list); err != nil {
		return err
	}
	nodes := map[string]Node{}
	for _, node := range list.Items {
		nodes[node.Metadata.Name] = node
	}
	changed(nodes)
	path := "/api/v1/nodes?watch=1&resourceVersion=" + list.Metadata.ResourceVersion
	response, err := c.do(ctx, http.MethodGet, path, "", nil)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	decoder := json.NewDecoder(response.Body)
	for {
		var event nodeEvent
		if err := decoder.Decode(&event); err != nil {
			return err
		}
		switch event.Type {
		case "ADDED", "MODIFIED":
			nodes[event.Object.Metadata.Name] = event.Object
		case "DELETED":
			delete(nodes, event.Object.Metadata.Name)
		default: // ERROR: the resource version is too old, or the server is going away
			return nil
		}
		changed(nodes)
	}
}
