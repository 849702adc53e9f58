package netsetup

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"servicelab.dev/node/internal/kubeapi"
)

func TestResolvConfRule(t *testing.T) {
	for text, want := range map[string]bool{
		"nameserver 10.0.0.1\nsearch x\n":               true,
		"nameserver 10.0.0.1\nnameserver 2001:db8::1\n": true,
		"nameserver 127.0.0.11\n":                       false,
		"nameserver 10.0.0.1\nnameserver 127.0.0.53\n":  false,
		"nameserver 169.254.1.1\n":                      false,
		"search x\n":                                    false,
	} {
		file := filepath.Join(t.TempDir(), "resolv.conf")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := usable(file); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

func TestNth(t *testing.T) {
	for cidr, want := range map[string]string{"10.96.0.0/12": "10.96.0.10", "10.43.7.9/16": "10.43.0.10", "fd00:1::/108": "fd00:1::a"} {
		if got, err := Nth(cidr, 10); err != nil || got != want {
			t.Errorf("%s: got %s, %v", cidr, got, err)
		}
	}
	if got, err := Nth("10.0.0.0/30", 10); err == nil {
		t.Errorf("outside of the range: got %s", got)
	}
}

func TestRoutesLeadToOtherNodesOnly(t *testing.T) {
	node := func(cidrs, ips []string) kubeapi.Node {
		var n kubeapi.Node
		n.Spec.PodCIDRs = cidrs
		for _, ip := range ips {
			n.Status.Addresses = append(n.Status.Addresses, struct {
				Type    string `json:"type"`
				Address string `json:"address"`
			}{"InternalIP", ip})
		}
		return n
	}
	got := wantedRoutes("node1", map[string]kubeapi.Node{
		"node1": node([]string{"10.244.0.0/24"}, []string{"172.18.0.2"}),
		"node2": node([]string{"10.244.1.0/24", "fd00:1::/64"}, []string{"172.18.0.3", "fd99::3"}),
		"node3": node([]string{"10.244.2.0/24", "fd00:2::/64"}, []string{"172.18.0.4"}),
		"node4": node(nil, []string{"172.18.0.5"}),
	})
	want := map[string]string{"10.244.1.0/24": "172.18.0.3", "fd00:1::/64": "fd99::3", "10.244.2.0/24": "172.18.0.4"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
}
