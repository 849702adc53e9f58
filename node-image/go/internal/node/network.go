package node

import (
	"context"
	"net"
	"strings"
	"time"

	"servicelab.dev/node/internal/kubeapi"
	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/netsetup"
)

const rewatch = 500 * time.Millisecond

// network waits for this node's pod CIDR, sets the pod network up, and keeps the routes to the other nodes until ctx ends.
func (n *Node) network(ctx context.Context) {
	client, err := kubeapi.New(n.localAPI(), n.paths.Agent("server-ca.crt"), n.paths.Agent("client-k3s-controller.crt"), n.paths.Agent("client-k3s-controller.key"))
	if err != nil {
		logline.Fatal("failed to start networking: %v", err)
	}
	routes := &netsetup.Routes{Own: n.Name}
	started, labelled := false, false
	for ctx.Err() == nil {
		err := client.WatchNodes(ctx, func(nodes map[string]kubeapi.Node) {
			self, registered := nodes[n.Name]
			if registered && !labelled {
				labelled = n.label(ctx)
			}
			if n.NoCNI || !registered || len(self.Spec.PodCIDRs) == 0 {
				return
			}
			if !started {
				n.startFlannel(self.Spec.PodCIDRs)
				started = true
			}
			routes.Sync(nodes)
		})
		if err != nil && ctx.Err() == nil && started {
			logline.Warn("Watching nodes: %v", err)
		}
		select {
		case <-ctx.Done():
		case <-time.After(rewatch):
		}
	}
}

func (n *Node) startFlannel(podCIDRs []string) {
	logline.Info("Flannel found PodCIDR assigned for node %s", n.Name)
	logline.Info("Starting flannel with backend %s", n.config.FlannelBackend)
	mtu := n.mtu()
	if err := netsetup.WriteFlannelFiles(n.paths, n.config.ClusterCIDRs, podCIDRs, mtu); err != nil {
		logline.Fatal("failed to start networking: %v", err)
	}
	for _, podCIDR := range podCIDRs {
		if err := netsetup.Masquerade(netsetup.OfFamily(n.config.ClusterCIDRs, podCIDR), podCIDR); err != nil {
			logline.Fatal("failed to start networking: %v", err)
		}
	}
	if err := netsetup.WriteCNI(n.paths, n.config.ClusterCIDRs, podCIDRs, mtu); err != nil {
		logline.Fatal("failed to start networking: %v", err)
	}
	// flannel's kube subnet manager says this; Testcontainers' K3sContainer waits for it.
	logline.Info("Node controller sync successful")
}

// label sets --node-label again at every start, as k3s does: kubelet itself sets labels only when the node is new.
func (n *Node) label(ctx context.Context) bool {
	if len(n.Labels) > 0 {
		labels := map[string]string{}
		for _, label := range n.Labels {
			key, value, _ := strings.Cut(label, "=")
			labels[key] = value
		}
		client, err := kubeapi.New(n.localAPI(), n.paths.Agent("server-ca.crt"), n.paths.Agent("client-kubelet.crt"), n.paths.Agent("client-kubelet.key"))
		if err == nil {
			err = client.Patch(ctx, "/api/v1/nodes/"+n.Name, map[string]any{"metadata": map[string]any{"labels": labels}})
		}
		if err != nil {
			logline.Warn("Unable to set labels on node %s: %v", n.Name, err)
			return false
		}
	}
	logline.Info("Annotations and labels have been set successfully on node: %s", n.Name)
	return true
}

// mtu is that of the interface which holds the node's address: host-gw adds no header.
func (n *Node) mtu() int {
	const ethernet = 1500
	interfaces, err := net.Interfaces()
	if err != nil {
		return ethernet
	}
	for _, iface := range interfaces {
		addresses, _ := iface.Addrs()
		for _, address := range addresses {
			if address.(*net.IPNet).IP.String() == n.IPs[0] {
				return iface.MTU
			}
		}
	}
	return ethernet
}
