package netsetup

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"servicelab.dev/node/internal/cluster"
)

// WriteCNI writes the pod network's configuration. The file appears by rename: containerd reads it the moment it is there.
//
// flannel's own plugin is a front for `bridge` and `host-local`; this says to them directly what it would say (hairpin on,
// default gateway, no masquerading by the plugin). podCIDRs has at most one entry of each family.
func WriteCNI(paths cluster.Paths, clusterCIDRs, podCIDRs []string, mtu int) error {
	var ranges [][]map[string]string
	var routes []map[string]string
	for _, cidr := range podCIDRs {
		ranges = append(ranges, []map[string]string{{"subnet": cidr}})
		routes = append(routes, map[string]string{"dst": OfFamily(clusterCIDRs, cidr)})
	}
	conflist := map[string]any{
		"name": "cbr0", "cniVersion": "1.0.0",
		"plugins": []map[string]any{
			{
				"type": "bridge", "bridge": "cni0", "isDefaultGateway": true, "forceAddress": true, "hairpinMode": true, "ipMasq": false, "mtu": mtu,
				"ipam": map[string]any{"type": "host-local", "ranges": ranges, "routes": routes},
			},
			{"type": "portmap", "capabilities": map[string]bool{"portMappings": true}},
			{"type": "bandwidth", "capabilities": map[string]bool{"bandwidth": true}},
		},
	}
	data, err := json.MarshalIndent(conflist, "", "  ")
	if err != nil {
		return err
	}
	dir := paths.Agent("etc", "cni", "net.d")
	temporary := filepath.Join(dir, ".10-flannel.conflist.new")
	if err := os.WriteFile(temporary, data, 0o600); err != nil {
		return err
	}
	return os.Rename(temporary, filepath.Join(dir, "10-flannel.conflist"))
}

// WriteFlannelFiles writes what flannel leaves for others to read: net-conf.json and /run/flannel/subnet.env.
func WriteFlannelFiles(paths cluster.Paths, clusterCIDRs, podCIDRs []string, mtu int) error {
	v4, v6 := OfFamily(clusterCIDRs, "0.0.0.0"), OfFamily(clusterCIDRs, "::")
	conf, err := json.MarshalIndent(map[string]any{
		"Network": v4, "EnableIPv4": v4 != "", "IPv6Network": v6, "EnableIPv6": v6 != "", "Backend": map[string]string{"Type": "host-gw"},
	}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(paths.Agent("etc", "flannel", "net-conf.json"), conf, 0o600); err != nil {
		return err
	}
	var env strings.Builder
	for _, cidr := range podCIDRs {
		gateway, err := Nth(cidr, 1)
		if err != nil {
			return err
		}
		prefix := "FLANNEL_"
		if IPv6(cidr) {
			prefix = "FLANNEL_IPV6_"
		}
		_, size, _ := strings.Cut(cidr, "/")
		fmt.Fprintf(&env, "%sNETWORK=%s\n%sSUBNET=%s/%s\n", prefix, OfFamily(clusterCIDRs, cidr), prefix, gateway, size)
	}
	fmt.Fprintf(&env, "FLANNEL_MTU=%d\nFLANNEL_IPMASQ=true\n", mtu)
	if err := os.MkdirAll("/run/flannel", 0o755); err != nil {
		return err
	}
	return os.WriteFile("/run/flannel/subnet.env", []byte(env.String()), 0o644)
}
