// Package cli knows the command line of `k3s server` and `k3s agent` and refuses everything else.
//
// Strictness is the point: a lab that starts on this image must also start on rancher/k3s, so a flag that k3s does not have,
// or does not have for that role, ends the container in k3s's own words.
package cli

// Role is the k3s subcommand that a flag belongs to.
type Role int

// The two roles of a node. A server is an agent too, so it accepts every agent flag.
const (
	Server Role = 1 << iota
	Agent
)

// String returns the subcommand's name.
func (r Role) String() string {
	if r == Server {
		return "server"
	}
	return "agent"
}

type kind int

const (
	text   kind = iota // one value, the last one wins
	toggle             // no value, or =true / =false
	list               // repeatable, each value may hold several separated by commas
	repeat             // repeatable, commas belong to the value
)

type flag struct {
	name, alias, env string
	kind             kind
	roles            Role
	usage            string
}

const both = Server | Agent

// flags is the one table of all flags, in the order of `k3s server --help`. Source: k3s pkg/cli/cmds/{server,agent}.go.
var flags = []flag{
	{"config", "c", "K3S_CONFIG_FILE", text, both, "(config) Load configuration from FILE"},
	{"debug", "", "K3S_DEBUG", toggle, both, "(logging) Turn on debug logs"},
	{"v", "", "", text, both, "(logging) Number for the log level verbosity"},
	{"bind-address", "", "", text, Server, "(listener) k3s bind address (default: 0.0.0.0)"},
	{"https-listen-port", "", "", text, Server, "(listener) HTTPS listen port (default: 6443)"},
	{"advertise-address", "", "", text, Server, "(listener) IPv4/IPv6 address that apiserver uses to advertise to members of the cluster"},
	{"advertise-port", "", "", text, Server, "(listener) Port that apiserver uses to advertise to members of the cluster"},
	{"tls-san", "", "", list, Server, "(listener) Add additional hostnames or IPs as Subject Alternative Names on the server TLS cert"},
	{"tls-san-security", "", "", toggle, Server, "(listener) Protect the server TLS cert by refusing to add unknown Subject Alternative Names"},
	{"data-dir", "d", "K3S_DATA_DIR", text, both, "(data) Folder to hold state"},
	{"cluster-cidr", "", "", list, Server, "(networking) IPv4/IPv6 network CIDRs to use for pod IPs (default: 10.42.0.0/16)"},
	{"service-cidr", "", "", list, Server, "(networking) IPv4/IPv6 network CIDRs to use for service IPs (default: 10.43.0.0/16)"},
	{"service-node-port-range", "", "", text, Server, "(networking) Port range to reserve for services with NodePort visibility (default: 30000-32767)"},
	{"cluster-dns", "", "", list, Server, "(networking) IPv4 Cluster IP for coredns service (default: 10.43.0.10)"},
	{"cluster-domain", "", "", text, Server, "(networking) Cluster Domain (default: cluster.local)"},
	{"flannel-backend", "", "", text, Server, "(networking) Backend (valid values: none, vxlan, host-gw, wireguard-native)"},
	{"egress-selector-mode", "", "", text, Server, "(networking) One of 'agent', 'cluster', 'pod', 'disabled'"},
	{"write-kubeconfig", "o", "K3S_KUBECONFIG_OUTPUT", text, Server, "(client) Write kubeconfig for admin client to this file"},
	{"write-kubeconfig-mode", "", "K3S_KUBECONFIG_MODE", text, Server, "(client) Write kubeconfig with this mode"},
	{"write-kubeconfig-group", "", "K3S_KUBECONFIG_GROUP", text, Server, "(client) Write kubeconfig with this group"},
	{"token", "t", "K3S_TOKEN", text, both, "(cluster) Shared secret used to join a server or agent to a cluster"},
	{"token-file", "", "K3S_TOKEN_FILE", text, both, "(cluster) File containing the token"},
	{"agent-token", "", "K3S_AGENT_TOKEN", text, Server, "(cluster) Shared secret used to join agents to the cluster, but not servers"},
	{"agent-token-file", "", "K3S_AGENT_TOKEN_FILE", text, Server, "(cluster) File containing the agent secret"},
	{"server", "s", "K3S_URL", text, both, "(cluster) Server to connect to"},
	{"cluster-init", "", "K3S_CLUSTER_INIT", toggle, Server, "(cluster) Initialize a new cluster using embedded Etcd"},
	{"datastore-endpoint", "", "K3S_DATASTORE_ENDPOINT", text, Server, "(db) Specify etcd, NATS, MySQL, Postgres, or SQLite data source name"},
	{"disable", "", "", list, Server, "(components) Do not deploy packaged components and delete any deployed components"},
	{"disable-kube-proxy", "", "", toggle, Server, "(components) Disable running kube-proxy"},
	{"disable-network-policy", "", "", toggle, Server, "(components) Disable k3s default network policy controller"},
	{"disable-helm-controller", "", "", toggle, Server, "(components) Disable Helm controller"},
	{"disable-cloud-controller", "", "", toggle, Server, "(components) Disable k3s default cloud controller manager"},
	{"kube-apiserver-arg", "", "", repeat, Server, "(flags) Customized flag for kube-apiserver process"},
	{"kube-controller-manager-arg", "", "", repeat, Server, "(flags) Customized flag for kube-controller-manager process"},
	{"kube-scheduler-arg", "", "", repeat, Server, "(flags) Customized flag for kube-scheduler process"},
	{"node-name", "", "K3S_NODE_NAME", text, both, "(agent/node) Node name"},
	{"with-node-id", "", "", toggle, both, "(agent/node) Append id to node name"},
	{"node-label", "", "", repeat, both, "(agent/node) Registering and starting kubelet with set of labels"},
	{"node-taint", "", "", repeat, both, "(agent/node) Registering kubelet with set of taints"},
	{"docker", "", "", toggle, both, "(agent/runtime) Use cri-dockerd instead of containerd"},
	{"snapshotter", "", "", text, both, "(agent/runtime) Override default containerd snapshotter (default: overlayfs)"},
	{"pause-image", "", "", text, both, "(agent/runtime) Customized pause image for containerd"},
	{"private-registry", "", "", text, both, "(agent/runtime) Private registry configuration file"},
	{"node-ip", "i", "", list, both, "(agent/networking) IPv4/IPv6 addresses to advertise for node"},
	{"node-external-ip", "", "", list, both, "(agent/networking) IPv4/IPv6 external IP addresses to advertise for node"},
	{"resolv-conf", "", "K3S_RESOLV_CONF", text, both, "(agent/networking) Kubelet resolv.conf file"},
	{"flannel-iface", "", "", text, both, "(agent/networking) Override default flannel interface"},
	{"kubelet-arg", "", "", repeat, both, "(agent/flags) Customized flag for kubelet process"},
	{"kube-proxy-arg", "", "", repeat, both, "(agent/flags) Customized flag for kube-proxy process"},
	{"protect-kernel-defaults", "", "", toggle, both, "(agent/node) Kernel tuning behavior. If set, error if kernel tunables are different than kubelet defaults"},
	{"prefer-bundled-bin", "", "", toggle, both, "(experimental) Prefer bundled userspace binaries over host binaries"},
	{"lb-server-port", "", "K3S_LB_SERVER_PORT", text, both, "(agent/node) Local port for supervisor client load-balancer (default: 6444)"},
}

func find(role Role, name string) *flag {
	for i := range flags {
		f := &flags[i]
		if f.roles&role != 0 && (f.name == name || (f.alias != "" && f.alias == name)) {
			return f
		}
	}
	return nil
}
