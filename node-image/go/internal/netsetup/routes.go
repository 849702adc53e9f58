package netsetup

import (
	"fmt"
	"os/exec"
	"slices"
	"sort"
	"strings"

	"servicelab.dev/node/internal/kubeapi"
	"servicelab.dev/node/internal/logline"
)

// Routes keeps one kernel route to every other node's pods, by way of that node (flannel's host-gw backend).
type Routes struct {
	// Own is this node's name.
	Own     string
	applied map[string]string // pod CIDR -> node address
}

// Sync adds and removes routes until they fit the nodes. What fails is logged and tried again at the next change.
func (r *Routes) Sync(nodes map[string]kubeapi.Node) {
	wanted := wantedRoutes(r.Own, nodes)
	if r.applied == nil {
		r.applied = map[string]string{}
	}
	for _, cidr := range sortedKeys(r.applied) {
		if wanted[cidr] == "" && r.ip(cidr, "del", cidr) {
			delete(r.applied, cidr)
		}
	}
	for _, cidr := range sortedKeys(wanted) {
		via := wanted[cidr]
		if r.applied[cidr] != via && r.ip(cidr, "replace", cidr, "via", via) {
			r.applied[cidr] = via
		}
	}
}

func wantedRoutes(own string, nodes map[string]kubeapi.Node) map[string]string {
	wanted := map[string]string{}
	for name, node := range nodes {
		if name == own {
			continue
		}
		for _, cidr := range node.Spec.PodCIDRs {
			if via := OfFamily(node.InternalIPs(), cidr); via != "" {
				wanted[cidr] = via
			}
		}
	}
	return wanted
}

func (r *Routes) ip(cidr string, args ...string) bool {
	family := "-4"
	if IPv6(cidr) {
		family = "-6"
	}
	args = append([]string{family, "route"}, args...)
	out, err := exec.Command("ip", args...).CombinedOutput()
	if err != nil {
		logline.Error("ip %s: %v: %s", strings.Join(args, " "), err, strings.TrimSpace(string(out)))
	}
	return err == nil
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// Masquerade installs flannel's chains: pods speak to each other as themselves, to everything outside as their node
// (flannel pkg/trafficmngr/iptables). Existing chains of that name are replaced, jumps are added once.
func Masquerade(clusterCIDR, podCIDR string) error {
	tool, multicast := "iptables", "224.0.0.0/4"
	if IPv6(clusterCIDR) {
		tool, multicast = "ip6tables", "ff00::/8"
	}
	comment := `-m comment --comment "flanneld masq"`
	rules := []string{
		"*nat", ":FLANNEL-POSTRTG - [0:0]",
		// kube-proxy masquerades what it marked; doing it twice broke source ports on some kernels.
		"-A FLANNEL-POSTRTG -m mark --mark 0x4000/0x4000 " + comment + " -j RETURN",
		fmt.Sprintf("-A FLANNEL-POSTRTG -s %s -d %s %s -j RETURN", podCIDR, clusterCIDR, comment),
		fmt.Sprintf("-A FLANNEL-POSTRTG -s %s -d %s %s -j RETURN", clusterCIDR, podCIDR, comment),
		fmt.Sprintf("-A FLANNEL-POSTRTG ! -s %s -d %s %s -j RETURN", clusterCIDR, podCIDR, comment),
		fmt.Sprintf("-A FLANNEL-POSTRTG -s %s ! -d %s %s -j MASQUERADE --random-fully", clusterCIDR, multicast, comment),
		fmt.Sprintf("-A FLANNEL-POSTRTG ! -s %s -d %s %s -j MASQUERADE --random-fully", clusterCIDR, clusterCIDR, comment),
		"COMMIT", "*filter", ":FLANNEL-FWD - [0:0]",
		fmt.Sprintf(`-A FLANNEL-FWD -s %s -m comment --comment "flanneld forward" -j ACCEPT`, clusterCIDR),
		fmt.Sprintf(`-A FLANNEL-FWD -d %s -m comment --comment "flanneld forward" -j ACCEPT`, clusterCIDR),
		"COMMIT", "",
	}
	restore := exec.Command(tool+"-restore", "--noflush", "--wait=5")
	restore.Stdin = strings.NewReader(strings.Join(rules, "\n"))
	if out, err := restore.CombinedOutput(); err != nil {
		return fmt.Errorf("%s-restore: %w: %s", tool, err, out)
	}
	if err := jumpOnce(tool, "nat", "POSTROUTING", "flanneld masq", "FLANNEL-POSTRTG"); err != nil {
		return err
	}
	return jumpOnce(tool, "filter", "FORWARD", "flanneld forward", "FLANNEL-FWD")
}

func jumpOnce(tool, table, from, comment, to string) error {
	rule := []string{from, "-m", "comment", "--comment", comment, "-j", to}
	base := []string{"--wait=5", "-t", table}
	if exec.Command(tool, slices.Concat(base, []string{"-C"}, rule)...).Run() == nil {
		return nil
	}
	out, err := exec.Command(tool, slices.Concat(base, []string{"-A"}, rule)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("%s: %w: %s", tool, err, out)
	}
	return nil
}
