package cli

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func parse(role Role, env map[string]string, args ...string) (*Values, error) {
	return Parse(role, args, func(name string) string { return env[name] }, func(Role, string) ([]string, error) { return nil, nil })
}

func TestRefusedCommandLines(t *testing.T) {
	for _, c := range []struct {
		name string
		role Role
		args []string
		want string
	}{
		{"unknown flag", Server, []string{"--no-deploy=traefik"}, "flag provided but not defined: -no-deploy"},
		{"unknown flag with one dash", Agent, []string{"-disable", "traefik"}, "flag provided but not defined: -disable"},
		{"flag and value in one element", Server, []string{"--disable traefik"}, "flag provided but not defined: -disable traefik"},
		{"missing value", Server, []string{"--node-name"}, "flag needs an argument: -node-name"},
		{"no boolean", Server, []string{"--disable-kube-proxy=maybe"}, `invalid boolean value "maybe" for -disable-kube-proxy: parse error`},
		{"no flag", Server, []string{"traefik"}, "unexpected argument: traefik"},
		{"a switch takes no second element", Server, []string{"--debug", "true"}, "unexpected argument: true"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parse(c.role, nil, c.args...)
			var usage *UsageError
			if !errors.As(err, &usage) || err.Error() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

// The list of k3s's agent command; a lab that passes one of them to an agent does not start on rancher/k3s.
func TestServerOnlyFlagsAreUnknownToAgents(t *testing.T) {
	serverOnly := strings.Fields(`agent-token kube-apiserver-arg kube-controller-manager-arg kube-scheduler-arg cluster-cidr service-cidr
		service-node-port-range cluster-dns cluster-domain flannel-backend disable disable-kube-proxy disable-network-policy
		disable-helm-controller disable-cloud-controller egress-selector-mode tls-san tls-san-security write-kubeconfig
		write-kubeconfig-mode write-kubeconfig-group datastore-endpoint cluster-init advertise-address advertise-port https-listen-port`)
	for _, name := range serverOnly {
		if _, err := parse(Agent, nil, "--"+name+"=true"); err == nil || err.Error() != "flag provided but not defined: -"+name {
			t.Errorf("agent --%s: got %v", name, err)
		}
		if _, err := parse(Server, nil, "--"+name+"=true"); err != nil {
			t.Errorf("server --%s: got %v", name, err)
		}
	}
}

func TestServersAcceptEveryAgentFlag(t *testing.T) {
	seen := 0
	for _, f := range flags {
		if f.roles&Agent == 0 {
			continue
		}
		seen++
		if f.roles&Server == 0 {
			t.Errorf("--%s is unknown to servers", f.name)
		}
	}
	if seen < 20 {
		t.Errorf("only %d agent flags", seen)
	}
}

func TestValues(t *testing.T) {
	v, err := parse(Server, map[string]string{"K3S_TOKEN": "from-env", "K3S_NODE_NAME": "from-env"},
		"-t", "one", "--token=two", "--disable=a,b", "--disable", "c", "--kubelet-arg=x=1,2", "--kubelet-arg=y=3", "--disable-kube-proxy", "--docker=false")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"the last value wins", v.Text("token"), "two"},
		{"the environment fills gaps", v.Text("node-name"), "from-env"},
		{"lists take commas and repetition", v.List("disable"), []string{"a", "b", "c"}},
		{"arguments keep their commas", v.List("kubelet-arg"), []string{"x=1,2", "y=3"}},
		{"a switch without value is on", v.Is("disable-kube-proxy"), true},
		{"a switch may be turned off", v.Is("docker"), false},
		{"defaults", v.TextOr("data-dir", "/d"), "/d"},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", c.what, c.got, c.want)
		}
	}
}

func TestHelp(t *testing.T) {
	if _, err := parse(Agent, nil, "--help"); !errors.Is(err, ErrHelp) {
		t.Errorf("got %v", err)
	}
	help := Help(Agent)
	if !strings.HasPrefix(help, "NAME:\n   k3s agent - Run node agent") || strings.Contains(help, "--disable") {
		t.Errorf("got %s", help)
	}
}

func TestConfigFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config.yaml")
	text := "node-name: from-file\ndisable-kube-proxy: true\nkubelet-arg: [v=1, v=2]\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	noEnv := func(string) string { return "" }
	v, err := Parse(Server, []string{"--config", file, "--node-name=from-line"}, noEnv, FileArgs)
	if err != nil {
		t.Fatal(err)
	}
	if v.Text("node-name") != "from-line" || !v.Is("disable-kube-proxy") || len(v.List("kubelet-arg")) != 2 {
		t.Errorf("got %v", v.values)
	}
	agent, err := Parse(Agent, []string{"--config", file}, noEnv, FileArgs)
	if err != nil || agent.Text("node-name") != "from-file" {
		t.Errorf("server-only keys must be skipped on agents: %v, %v", agent, err)
	}
	if _, err := Parse(Agent, []string{"--config", file + ".missing"}, noEnv, FileArgs); err == nil {
		t.Error("a named file must exist")
	}
	if err := os.WriteFile(file, []byte("no-such-flag: 1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Parse(Agent, []string{"--config", file}, noEnv, FileArgs); err == nil {
		t.Error("an unknown key must be refused")
	}
}
