package main

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"

	"servicelab.dev/node/internal/cli"
	"servicelab.dev/node/internal/cluster"
	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/netsetup"
	"servicelab.dev/node/internal/node"
	"servicelab.dev/node/internal/ownkernel"
	"servicelab.dev/node/internal/server"
)

func serverOptions(v *cli.Values, own node.Options) (server.Options, error) {
	config, err := clusterConfig(v)
	if err != nil {
		return server.Options{}, err
	}
	o := server.Options{
		Data: own.Data, NodeName: own.Name, NodeIPs: own.IPs, TLSSANs: v.List("tls-san"), LBPort: own.LBPort,
		BindAddress: v.TextOr("bind-address", "0.0.0.0"), Port: v.TextOr("https-listen-port", "6443"),
		NodePortRange: v.TextOr("service-node-port-range", "30000-32767"), APIServerArgs: v.List("kube-apiserver-arg"),
		ControllerManagerArgs: v.List("kube-controller-manager-arg"), SchedulerArgs: v.List("kube-scheduler-arg"),
		Kubeconfig: v.TextOr("write-kubeconfig", "/etc/rancher/k3s/k3s.yaml"), KubeconfigMode: v.Text("write-kubeconfig-mode"),
		AdvertiseAddress: v.Text("advertise-address"), Config: config,
	}
	o.Config.Port = o.Port
	if o.AdvertiseAddress == "" && len(own.ExternalIPs) > 0 {
		o.AdvertiseAddress = own.ExternalIPs[0]
	}
	// The container of a node with its own kernel has given its address to that.
	if o.AdvertiseAddress == "" && (len(v.List("node-ip")) > 0 || ownkernel.Present()) {
		o.AdvertiseAddress = own.IPs[0]
	}
	if o.Token, err = textOrFile(v, "token", "token-file"); err != nil {
		return o, err
	}
	if o.AgentToken, err = textOrFile(v, "agent-token", "agent-token-file"); err != nil {
		return o, err
	}
	if v.TextOr("advertise-port", o.Port) != o.Port {
		return o, errors.New("--advertise-port: upstream's apiserver, which this image runs, advertises the port that it listens on")
	}
	if v.Text("datastore-endpoint") != "" {
		return o, errors.New("--datastore-endpoint: this image only has its own etcd")
	}
	return o, validate(v, o)
}

func validate(v *cli.Values, o server.Options) error {
	low, high, _ := strings.Cut(o.NodePortRange, "-")
	from, err1 := strconv.ParseUint(low, 10, 16)
	to, err2 := strconv.ParseUint(high, 10, 16)
	if err1 != nil || err2 != nil || from > to {
		return fmt.Errorf("invalid port range %s", o.NodePortRange)
	}
	if err := server.ValidatePort("https-listen-port", o.Port); err != nil {
		return err
	}
	modes := []string{"agent", "cluster", "pod", "disabled"}
	if mode := v.TextOr("egress-selector-mode", "agent"); !slices.Contains(modes, mode) {
		return fmt.Errorf("invalid egress-selector-mode %s", mode)
	}
	return nil
}

func clusterConfig(v *cli.Values) (cluster.Config, error) {
	config := cluster.Config{
		ClusterCIDRs: orDefault(v.List("cluster-cidr"), "10.42.0.0/16"), ServiceCIDRs: orDefault(v.List("service-cidr"), "10.43.0.0/16"),
		ClusterDNS: v.List("cluster-dns"), ClusterDomain: v.TextOr("cluster-domain", "cluster.local"),
		FlannelBackend: v.TextOr("flannel-backend", "vxlan"), DisableKubeProxy: v.Is("disable-kube-proxy"),
	}
	for name, cidrs := range map[string][]string{"cluster-cidr": config.ClusterCIDRs, "service-cidr": config.ServiceCIDRs} {
		for _, cidr := range cidrs {
			if _, _, err := net.ParseCIDR(cidr); err != nil {
				return config, fmt.Errorf("invalid %s %s: %w", name, cidr, err)
			}
		}
	}
	if families(config.ClusterCIDRs) != families(config.ServiceCIDRs) {
		return config, fmt.Errorf("cluster-cidr: %v and service-cidr: %v, must share the same IP version (IPv4, IPv6 or dual-stack)", config.ClusterCIDRs, config.ServiceCIDRs)
	}
	if len(config.ClusterDNS) == 0 {
		const dnsOffset = 10
		address, err := netsetup.Nth(config.ServiceCIDRs[0], dnsOffset)
		if err != nil {
			return config, err
		}
		config.ClusterDNS = []string{address}
	}
	if _, err := addresses("cluster-dns address", config.ClusterDNS); err != nil {
		return config, fmt.Errorf("invalid cluster-dns address %s", strings.Join(config.ClusterDNS, ","))
	}
	return config, checkBackend(config.FlannelBackend)
}

func checkBackend(backend string) error {
	switch backend {
	case "none", "host-gw":
	case "vxlan", "wireguard-native":
		logline.Warn("flannel-backend %s: this image serves it by host-gw routes, as all nodes are on one Docker network", backend)
	default:
		return fmt.Errorf("failed to start networking: Cannot configure unknown flannel backend '%s'", backend)
	}
	return nil
}

// sayWhatIsMissing names the parts of k3s that were not disabled and that this image does not have.
func sayWhatIsMissing(v *cli.Values) {
	disabled := v.List("disable")
	var missing []string
	for _, addon := range []string{"coredns", "servicelb", "traefik", "local-storage", "metrics-server"} {
		if !slices.Contains(disabled, addon) {
			missing = append(missing, addon)
		}
	}
	for _, part := range []string{"network-policy", "helm-controller", "cloud-controller"} {
		if !v.Is("disable-" + part) {
			missing = append(missing, part)
		}
	}
	if len(missing) > 0 {
		logline.Warn("Not part of this image, so the cluster has no %s: start with --disable and --disable-… to say so on rancher/k3s too", strings.Join(missing, ", "))
	}
}

func families(cidrs []string) string {
	v4, v6 := false, false
	for _, cidr := range cidrs {
		v6 = v6 || netsetup.IPv6(cidr)
		v4 = v4 || !netsetup.IPv6(cidr)
	}
	return fmt.Sprint(v4, v6)
}

func orDefault(values []string, def string) []string {
	if len(values) == 0 {
		return []string{def}
	}
	return values
}
