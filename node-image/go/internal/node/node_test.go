package node

import (
	"reflect"
	"testing"
)

func TestUserArgumentsReplaceDefaults(t *testing.T) {
	got := MergeArgs([]string{"a=1", "b=2"}, []string{"b=3", "--c=4", "c=5"})
	if want := []string{"--a=1", "--b=3", "--c=4", "--c=5"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestTaints(t *testing.T) {
	got, err := parseTaints([]string{"k=v:NoSchedule", "k:NoExecute"})
	if want := []taint{{"k", "v", "NoSchedule"}, {"k", "", "NoExecute"}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	for _, bad := range []string{"k=v", "k=v:Never", "=v:NoSchedule", "a=b:NoSchedule,c=d:NoSchedule"} {
		if _, err := parseTaints([]string{bad}); err == nil {
			t.Errorf("%s was accepted", bad)
		}
	}
}

func TestServerURL(t *testing.T) {
	for url, want := range map[string]string{
		"https://k3s-server:6443": "k3s-server:6443", "https://k3s-server/": "k3s-server:6443", "https://[fd00::1]:7443": "[fd00::1]:7443", "https://[fd00::1]": "[fd00::1]:6443",
	} {
		if got, err := HostPort(url); err != nil || got != want {
			t.Errorf("%s: got %s, %v", url, got, err)
		}
	}
	if _, err := HostPort("http://k3s-server:6443"); err == nil || err.Error() != "only https:// URLs are supported, invalid scheme: http://k3s-server:6443" {
		t.Errorf("got %v", err)
	}
}

func TestDualStackNeedsOneCommonFamily(t *testing.T) {
	n := New(Options{IPs: []string{"10.0.0.1"}})
	n.config.ClusterCIDRs = []string{"10.244.0.0/16", "fd00::/48"}
	if err := n.checkFamilies(); err != nil {
		t.Error(err)
	}
	n.config.ClusterCIDRs = []string{"fd00::/48"}
	if err := n.checkFamilies(); err == nil {
		t.Error("an IPv4 node cannot be in an IPv6 cluster")
	}
}
