package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"servicelab.dev/node/internal/cluster"
	"servicelab.dev/node/internal/netsetup"
	"servicelab.dev/node/internal/pki"
	"servicelab.dev/node/internal/token"
)

// Prepare writes all files that the control plane and the supervisor read. Authorities, tokens and the service account key
// stay the same over restarts; all other certificates are made anew.
func (s *Server) Prepare() error {
	tls := s.paths.Server("tls")
	if err := cluster.MakeDirs(tls, s.paths.Server("cred"), s.paths.Server("db"), s.paths.Server("etc"), "/run/k3s", "/etc/rancher/k3s"); err != nil {
		return err
	}
	authorities := map[string]*pki.Authority{}
	for _, name := range []string{"server-ca", "client-ca", "request-header-ca"} {
		ca, err := pki.LoadOrCreate(tls, name)
		if err != nil {
			return err
		}
		authorities[name] = ca
	}
	if err := s.issue(authorities); err != nil {
		return err
	}
	if _, err := os.Stat(s.paths.Server("tls", "service.key")); err != nil {
		if _, err := pki.NewKey(s.paths.Server("tls", "service.key")); err != nil {
			return err
		}
	}
	if err := s.writeTokens(authorities["server-ca"].PEM); err != nil {
		return err
	}
	settings, err := json.Marshal(s.Config)
	if err != nil {
		return err
	}
	if err := os.WriteFile(s.paths.Server("etc", "agent-config.json"), settings, 0o600); err != nil {
		return err
	}
	for component, client := range map[string]string{"admin": "client-admin", "controller": "client-controller", "scheduler": "client-scheduler"} {
		err := pki.WriteKubeconfig(s.paths.Server("cred", component+".kubeconfig"), s.localAPI(), s.tls("server-ca.crt"), s.tls(client+".crt"), s.tls(client+".key"))
		if err != nil {
			return err
		}
	}
	// Before the API answers: Testcontainers copies the file as soon as the node's line appears in the log.
	return s.writeKubeconfig()
}

func (s *Server) issue(ca map[string]*pki.Authority) error {
	sans, err := s.sans()
	if err != nil {
		return err
	}
	masters := []string{"system:masters"}
	for _, cert := range []struct {
		ca, name string
		leaf     pki.Leaf
	}{
		{"server-ca", "serving-kube-apiserver", pki.Leaf{CommonName: "kube-apiserver", SANs: sans, Server: true}},
		{"client-ca", "client-admin", pki.Leaf{CommonName: "system:admin", Organization: masters}},
		{"client-ca", "client-controller", pki.Leaf{CommonName: "system:kube-controller-manager"}},
		{"client-ca", "client-scheduler", pki.Leaf{CommonName: "system:kube-scheduler"}},
		{"client-ca", "client-kube-apiserver", pki.Leaf{CommonName: "system:apiserver", Organization: masters}},
		{"request-header-ca", "client-auth-proxy", pki.Leaf{CommonName: "system:auth-proxy"}},
	} {
		if err := ca[cert.ca].Issue(s.paths.Server("tls"), cert.name, cert.leaf); err != nil {
			return err
		}
	}
	return nil
}

// sans is k3s's list: --tls-san, loopback, the node, its addresses, the advertised address, the first address of each Service range.
func (s *Server) sans() ([]string, error) {
	sans := []string{"127.0.0.1", "::1", "localhost", s.NodeName, "kubernetes", "kubernetes.default", "kubernetes.default.svc",
		"kubernetes.default.svc." + s.Config.ClusterDomain}
	sans = append(sans, s.TLSSANs...)
	sans = append(sans, s.NodeIPs...)
	if s.AdvertiseAddress != "" {
		sans = append(sans, s.AdvertiseAddress)
	}
	for _, cidr := range s.Config.ServiceCIDRs {
		first, err := netsetup.Nth(cidr, 1)
		if err != nil {
			return nil, err
		}
		sans = append(sans, first)
	}
	return sans, nil
}

// writeTokens leaves server/token, and node-token and agent-token as links to it; agent-token is a file of its own where
// agents have their own secret. A restart with another secret than the cluster's is refused.
func (s *Server) writeTokens(caPEM []byte) error {
	file := s.paths.Server("token")
	secret, err := s.secret(file)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, []byte(token.Format(caPEM, "server", secret)+"\n"), 0o600); err != nil {
		return err
	}
	for _, link := range []string{"node-token", "agent-token"} {
		os.Remove(s.paths.Server(link))
		if link == "agent-token" && s.AgentToken != "" {
			agent, err := token.Parse(s.AgentToken)
			if err != nil {
				return err
			}
			text := token.Format(caPEM, "node", agent.Secret) + "\n"
			if err := os.WriteFile(s.paths.Server(link), []byte(text), 0o600); err != nil {
				return err
			}
		} else if err := os.Symlink(file, s.paths.Server(link)); err != nil {
			return err
		}
	}
	return nil
}

func (s *Server) secret(file string) (string, error) {
	stored := ""
	switch data, err := os.ReadFile(file); {
	case err == nil:
		known, err := token.Parse(string(data))
		if err != nil {
			return "", fmt.Errorf("%s: %w", file, err)
		}
		stored = known.Secret
	case !errors.Is(err, fs.ErrNotExist):
		return "", err
	}
	if strings.TrimSpace(s.Token) == "" {
		if stored != "" {
			return stored, nil
		}
		return token.Random(16), nil
	}
	wanted, err := token.Parse(s.Token)
	if err != nil {
		return "", err
	}
	if stored != "" && stored != wanted.Secret {
		return "", errors.New("bootstrap data already found and encrypted with different token")
	}
	return wanted.Secret, nil
}

func (s *Server) tls(name string) string { return s.paths.Server("tls", name) }

// NodeToken returns the token with which the server's own node joins.
func (s *Server) NodeToken() (*token.Token, error) {
	data, err := os.ReadFile(s.paths.Server("agent-token"))
	if err != nil {
		return nil, err
	}
	t, err := token.Parse(string(data))
	return &t, err
}
