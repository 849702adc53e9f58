// Package node is the agent's half of k3s, which every node runs: containerd, joining, kubelet, kube-proxy, pod network.
package node

import (
	"context"
	"fmt"
	"strings"
	"syscall"

	"servicelab.dev/node/internal/cluster"
	"servicelab.dev/node/internal/images"
	"servicelab.dev/node/internal/join"
	"servicelab.dev/node/internal/lb"
	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/netsetup"
	"servicelab.dev/node/internal/proc"
	"servicelab.dev/node/internal/token"
)

// Options are a node's own settings; what the whole cluster shares comes with joining.
type Options struct {
	Data, Name, ServerURL string
	// Upstream is where the node finds the server (host:port); empty for the server URL's.
	Upstream                       string
	Token                          *token.Token
	IPs, ExternalIPs               []string
	Labels, Taints                 []string
	KubeletArgs, KubeProxyArgs     []string
	ResolvConf, Interface          string
	PauseImage, Snapshotter        string
	LBPort, BindAddress, Verbosity string
	ProtectKernelDefaults, NoCNI   bool
}

// Node is one running node.
type Node struct {
	Options
	paths  cluster.Paths
	config cluster.Config
}

// New returns a node that has not started anything yet.
func New(options Options) *Node {
	return &Node{Options: options, paths: cluster.Paths{Data: options.Data}}
}

// Run starts everything in k3s's order and returns when the node's components run; the rest goes on in the background.
// Images are imported while the server is still being waited for, and always before kubelet starts.
func (n *Node) Run(ctx context.Context, group *proc.Group) error {
	ready, err := n.begin(group)
	if err != nil {
		return err
	}
	if err := n.join(ctx); err != nil {
		return err
	}
	netsetup.Sysctls(netsetup.OfFamily(n.config.ClusterCIDRs, "::") != "")
	// k3s reads them before anything of the node runs, also where its kube-proxy is disabled.
	if err := checkKubeProxyArgs(n.KubeProxyArgs); err != nil {
		return err
	}
	if err := <-ready; err != nil {
		return err
	}
	if err := n.startKubelet(group); err != nil {
		return err
	}
	if !n.config.DisableKubeProxy {
		if err := n.startKubeProxy(group); err != nil {
			return err
		}
	}
	go n.network(ctx)
	return nil
}

// begin prepares what needs no server, and starts containerd; the channel tells when it has all images.
func (n *Node) begin(group *proc.Group) (<-chan error, error) {
	if err := makeDirs(n.paths); err != nil {
		return nil, err
	}
	// Mounts that kubelet makes for volumes must reach the pods.
	if err := syscall.Mount("", "/", "", syscall.MS_SHARED|syscall.MS_REC, ""); err != nil {
		return nil, fmt.Errorf("cannot make mounts shared (is the container privileged?): %w", err)
	}
	upstream, err := HostPort(n.ServerURL)
	if err != nil {
		return nil, err
	}
	if n.Upstream != "" {
		upstream = n.Upstream
	}
	if err := lb.Start("127.0.0.1:"+n.LBPort, upstream); err != nil {
		return nil, err
	}
	ready := make(chan error, 1)
	go func() { ready <- n.runtime(group) }()
	return ready, nil
}

func (n *Node) join(ctx context.Context) error {
	password, err := nodePassword("/etc/rancher/node/password")
	if err != nil {
		return err
	}
	joining := join.Node{
		Name: n.Name, IPs: append(append([]string{}, n.IPs...), n.ExternalIPs...), Password: password, Paths: n.paths,
		URL: n.ServerURL, Base: n.localAPI(), Token: n.Token,
	}
	if n.config, err = joining.Join(ctx); err != nil {
		return err
	}
	return n.checkFamilies()
}

func (n *Node) runtime(group *proc.Group) error {
	importer, err := n.importImages(group)
	if err == nil {
		go importer.Watch()
	}
	return err
}

func (n *Node) importImages(group *proc.Group) (*images.Importer, error) {
	if err := n.startContainerd(group); err != nil {
		return nil, err
	}
	importer := &images.Importer{
		Socket: containerdSocket, Snapshotter: n.Snapshotter, Dir: n.paths.Agent("images"), Done: n.paths.Agent("containerd", "imported"),
	}
	if err := importer.Pause(n.PauseImage); err != nil {
		return nil, fmt.Errorf("cannot import the pause image: %w", err)
	}
	importer.All()
	return importer, nil
}

// ImportOnly fills containerd's directory with the images of agent/images, for nodes to come that start with a copy of it.
func (n *Node) ImportOnly(group *proc.Group) error {
	if err := makeDirs(n.paths); err != nil {
		return err
	}
	importer, err := n.importImages(group)
	if err != nil {
		return err
	}
	return importer.WriteDone()
}

func (n *Node) localAPI() string { return "https://127.0.0.1:" + n.LBPort }

func (n *Node) checkFamilies() error {
	for _, ip := range n.IPs {
		if netsetup.OfFamily(n.config.ClusterCIDRs, ip) == "" {
			if netsetup.OfFamily(n.IPs, n.config.ClusterCIDRs[0]) != "" {
				continue // a second address of a family that the cluster does not use
			}
			return fmt.Errorf("cluster-cidr: %v and node-ip: %v, must share the same IP version (IPv4 or IPv6)", n.config.ClusterCIDRs, n.IPs)
		}
	}
	for _, cidr := range n.config.ClusterCIDRs {
		if netsetup.OfFamily(n.IPs, cidr) == "" {
			logline.Warn("cluster-cidr %s: this node has no address of that family, so its pods reach pods of other nodes only by the other family", cidr)
		}
	}
	return nil
}

// HostPort reads a server URL; port 6443 may be left out.
func HostPort(url string) (string, error) {
	rest, ok := strings.CutPrefix(url, "https://")
	if !ok {
		return "", fmt.Errorf("only https:// URLs are supported, invalid scheme: %s", url)
	}
	rest = strings.TrimSuffix(rest, "/")
	if !strings.Contains(rest[strings.LastIndex(rest, "]")+1:], ":") {
		rest += ":6443"
	}
	return rest, nil
}
