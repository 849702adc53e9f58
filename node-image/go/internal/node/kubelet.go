package node

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"

	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/netsetup"
	"servicelab.dev/node/internal/pki"
	"servicelab.dev/node/internal/proc"
)

type taint struct {
	Key    string `json:"key"`
	Value  string `json:"value,omitempty"`
	Effect string `json:"effect"`
}

// parseTaints reads key=value:effect or key:effect. The error is k3s's.
func parseTaints(texts []string) ([]taint, error) {
	var taints []taint
	for _, text := range texts {
		keyValue, effect, _ := strings.Cut(text, ":")
		key, value, _ := strings.Cut(keyValue, "=")
		if key == "" || strings.Contains(text, ",") || !slices.Contains([]string{"NoSchedule", "PreferNoSchedule", "NoExecute"}, effect) {
			return nil, fmt.Errorf("failed to parse node taints: invalid taint spec: %s", text)
		}
		taints = append(taints, taint{key, value, effect})
	}
	return taints, nil
}

// kubeletConfig holds k3s's settings as far as they differ from kubelet's own, and three that this image needs, named below.
func (n *Node) kubeletConfig(resolvConf string, taints []taint) map[string]any {
	address := n.BindAddress
	if address == "" {
		address = "0.0.0.0"
	}
	return map[string]any{
		"apiVersion": "kubelet.config.k8s.io/v1beta1", "kind": "KubeletConfiguration",
		"address": address,
		"authentication": map[string]any{
			"anonymous": map[string]any{"enabled": false},
			"webhook":   map[string]any{"enabled": true},
			"x509":      map[string]any{"clientCAFile": n.paths.Agent("client-ca.crt")},
		},
		"authorization":            map[string]any{"mode": "Webhook"},
		"tlsCertFile":              n.paths.Agent("serving-kubelet.crt"),
		"tlsPrivateKeyFile":        n.paths.Agent("serving-kubelet.key"),
		"cgroupDriver":             "cgroupfs",
		"failCgroupV1":             false,
		"failSwapOn":               false,
		"clusterDNS":               n.config.ClusterDNS,
		"clusterDomain":            n.config.ClusterDomain,
		"containerRuntimeEndpoint": "unix://" + containerdSocket,
		"healthzBindAddress":       "127.0.0.1",
		"healthzPort":              10248,
		"readOnlyPort":             0,
		"registerWithTaints":       taints,
		"resolvConf":               resolvConf,
		"serializeImagePulls":      false,
		"staticPodPath":            n.paths.Agent("pod-manifests"),
		"protectKernelDefaults":    n.ProtectKernelDefaults,
		// Clusters that share the host's cgroup namespace would otherwise clean up each other's /kubepods.
		"cgroupsPerQOS":          false,
		"enforceNodeAllocatable": []string{},
		// A full host disk must not evict a lab's pods, and no image can be pulled again.
		"evictionHard":                map[string]string{"imagefs.available": "0%", "nodefs.available": "0%", "nodefs.inodesFree": "0%"},
		"imageGCHighThresholdPercent": 100,
	}
}

func (n *Node) startKubelet(group *proc.Group) error {
	taints, err := parseTaints(n.Taints)
	if err != nil {
		return err
	}
	for _, label := range n.Labels {
		if strings.Contains(label, ",") || !strings.Contains(label, "=") {
			return fmt.Errorf("invalid node label: %q", label)
		}
	}
	resolvConf := n.ResolvConf
	if resolvConf == "" {
		if resolvConf, err = netsetup.ResolvConf(n.paths.Agent("etc", "resolv.conf")); err != nil {
			return err
		}
	}
	config, err := json.MarshalIndent(n.kubeletConfig(resolvConf, taints), "", "  ")
	if err != nil {
		return err
	}
	dropIns := n.paths.Agent("etc", "kubelet.conf.d")
	if err := os.WriteFile(dropIns+"/00-k3s-defaults.conf", config, 0o600); err != nil {
		return err
	}
	kubeconfig := n.paths.Agent("kubelet.kubeconfig")
	if err := n.kubeconfig(kubeconfig, "client-kubelet"); err != nil {
		return err
	}
	defaults := []string{
		"config-dir=" + dropIns, "kubeconfig=" + kubeconfig, "hostname-override=" + n.Name, "node-ip=" + strings.Join(n.nodeIPs(), ","),
		"node-labels=" + strings.Join(n.Labels, ","),
	}
	if n.Verbosity != "" {
		defaults = append(defaults, "v="+n.Verbosity)
	}
	args, err := n.kubeletArgs(defaults, dropIns)
	if err != nil {
		return err
	}
	logline.Info("Running kubelet %s", strings.Join(args, " "))
	return group.Start(proc.Component{Name: "kubelet", Path: proc.Kube, Args: args})
}

// kubeletArgs merges the user's arguments; a config=FILE among them becomes one more drop-in.
func (n *Node) kubeletArgs(defaults []string, dropIns string) ([]string, error) {
	var own []string
	for _, arg := range n.KubeletArgs {
		file, isConfig := strings.CutPrefix(arg, "config=")
		if !isConfig {
			own = append(own, arg)
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(dropIns+"/10-cli-config.conf", data, 0o600); err != nil {
			return nil, err
		}
	}
	return MergeArgs(defaults, own), nil
}

// nodeIPs keeps the addresses whose family the cluster uses: kubelet refuses others.
func (n *Node) nodeIPs() []string {
	var ips []string
	for _, ip := range n.IPs {
		if netsetup.OfFamily(n.config.ClusterCIDRs, ip) != "" {
			ips = append(ips, ip)
		}
	}
	return ips
}

func (n *Node) kubeconfig(file, client string) error {
	return pki.WriteKubeconfig(file, n.localAPI(), n.paths.Agent("server-ca.crt"), n.paths.Agent(client+".crt"), n.paths.Agent(client+".key"))
}

func (n *Node) startKubeProxy(group *proc.Group) error {
	kubeconfig := n.paths.Agent("kubeproxy.kubeconfig")
	if err := n.kubeconfig(kubeconfig, "client-kube-proxy"); err != nil {
		return err
	}
	args := MergeArgs([]string{
		"proxy-mode=iptables", "healthz-bind-address=127.0.0.1", "kubeconfig=" + kubeconfig, "cluster-cidr=" + strings.Join(n.config.ClusterCIDRs, ","),
		"conntrack-max-per-core=0", "conntrack-tcp-timeout-established=0s", "conntrack-tcp-timeout-close-wait=0s", "hostname-override=" + n.Name,
	}, n.KubeProxyArgs)
	logline.Info("Running kube-proxy %s", strings.Join(args, " "))
	return group.Start(proc.Component{Name: "kube-proxy", Path: proc.Kube, Args: args})
}

// checkKubeProxyArgs refuses unknown kube-proxy arguments even though nobody will use them, as k3s does.
func checkKubeProxyArgs(args []string) error {
	if len(args) == 0 {
		return nil
	}
	out, err := exec.Command(proc.Kube, append([]string{"check-kube-proxy-args"}, MergeArgs(nil, args)...)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("failed to validate kube-proxy conntrack configuration: %s", strings.TrimSpace(string(out)))
	}
	return nil
}

// MergeArgs turns `key=value` arguments into flags. A key that the user gives replaces the default of that key; keys that the
// user repeats are all kept, as some flags may be repeated.
func MergeArgs(defaults, user []string) []string {
	given := map[string]bool{}
	for _, arg := range user {
		key, _, _ := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		given[key] = true
	}
	var args []string
	for _, arg := range defaults {
		if key, _, _ := strings.Cut(arg, "="); !given[key] {
			args = append(args, "--"+arg)
		}
	}
	for _, arg := range user {
		args = append(args, "--"+strings.TrimLeft(arg, "-"))
	}
	return args
}
