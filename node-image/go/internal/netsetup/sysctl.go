package netsetup

import (
	"fmt"
	"os"
	"runtime"
	"strings"

	"servicelab.dev/node/internal/logline"
)

// Sysctls sets what k3s sets on every node, also without its kube-proxy (pkg/agent/syssetup). A kernel that lacks a setting or
// forbids it is not fatal there either. With ipv6, interfaces made from now on have IPv6, which Docker switches off in containers.
func Sysctls(ipv6 bool) {
	const (
		conntrackPerCPU = 32768
		conntrackMin    = 131072
	)
	settings := map[string]string{
		"net/ipv4/conf/all/forwarding":                       "1",
		"net/ipv4/conf/default/forwarding":                   "1",
		"net/ipv6/conf/all/forwarding":                       "1",
		"net/ipv6/conf/default/forwarding":                   "1",
		"net/bridge/bridge-nf-call-iptables":                 "1",
		"net/bridge/bridge-nf-call-ip6tables":                "1",
		"net/netfilter/nf_conntrack_max":                     fmt.Sprint(max(conntrackMin, conntrackPerCPU*runtime.NumCPU())),
		"net/netfilter/nf_conntrack_tcp_timeout_established": "86400",
		"net/netfilter/nf_conntrack_tcp_timeout_close_wait":  "3600",
	}
	if ipv6 {
		settings["net/ipv6/conf/default/disable_ipv6"] = "0"
		settings["net/ipv6/conf/lo/disable_ipv6"] = "0"
	}
	for name, value := range settings {
		file := "/proc/sys/" + name
		if got, err := os.ReadFile(file); err == nil && strings.TrimSpace(string(got)) == value {
			continue
		}
		if err := os.WriteFile(file, []byte(value), 0o644); err != nil {
			logline.Error("Failed to set sysctl: %v", err)
		}
	}
}
