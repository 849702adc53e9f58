package join

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"servicelab.dev/node/internal/cluster"
	"servicelab.dev/node/internal/pki"
	"servicelab.dev/node/internal/supervisor"
	"servicelab.dev/node/internal/token"
)

const secret = "s3cret"

// startServer serves a real supervisor; everything else answers 418, which stands for the Kubernetes API.
func startServer(t *testing.T, passwords supervisor.Passwords) (url string, ca []byte) {
	t.Helper()
	dir := t.TempDir()
	tlsDir := filepath.Join(dir, "tls")
	if err := cluster.MakeDirs(tlsDir, filepath.Join(dir, "etc")); err != nil {
		t.Fatal(err)
	}
	serverCA, err := pki.LoadOrCreate(tlsDir, "server-ca")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pki.LoadOrCreate(tlsDir, "client-ca"); err != nil {
		t.Fatal(err)
	}
	if err := serverCA.Issue(tlsDir, "serving", pki.Leaf{CommonName: "x", SANs: []string{"127.0.0.1"}, Server: true}); err != nil {
		t.Fatal(err)
	}
	settings, _ := json.Marshal(cluster.Config{ClusterDomain: "cluster.local", Port: "6443"})
	for name, content := range map[string]string{
		"token": token.Format(serverCA.PEM, "server", secret), "agent-token": token.Format(serverCA.PEM, "node", "agents-only"),
		"etc/agent-config.json": string(settings),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	front, err := supervisor.New(dir, passwords)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(front.Before(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusTeapot)
	})))
	pair, err := tls.LoadX509KeyPair(filepath.Join(tlsDir, "serving.crt"), filepath.Join(tlsDir, "serving.key"))
	if err != nil {
		t.Fatal(err)
	}
	server.TLS = &tls.Config{Certificates: []tls.Certificate{pair}, ClientAuth: tls.RequestClientCert}
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL, serverCA.PEM
}

// memory is the store of node passwords without a Kubernetes API.
type memory map[string]string

func (m memory) Ensure(_ context.Context, node, password string) *supervisor.PasswordError {
	if known, ok := m[node]; ok && known != password {
		return &supervisor.PasswordError{Status: http.StatusForbidden, Text: "hash does not match"}
	}
	m[node] = password
	return nil
}

func node(t *testing.T, url string, text string) *Node {
	t.Helper()
	n := &Node{Name: "node2", IPs: []string{"10.0.0.2"}, Password: "p1", Paths: cluster.Paths{Data: t.TempDir()}, URL: url, Base: url}
	if text != "" {
		parsed, err := token.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		n.Token = &parsed
	}
	if err := cluster.MakeDirs(n.Paths.Agent()); err != nil {
		t.Fatal(err)
	}
	return n
}

func try(t *testing.T, n *Node) error {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	client, err := n.trust(ctx)
	if err != nil {
		return err
	}
	var config cluster.Config
	return n.fetch(ctx, client, &config)
}

func TestJoinLeavesACertificateForEachComponent(t *testing.T) {
	url, ca := startServer(t, memory{})
	n := node(t, url, token.Format(ca, "server", secret))
	config, err := n.Join(context.Background())
	if err != nil || config.ClusterDomain != "cluster.local" {
		t.Fatal(config, err)
	}
	for file, name := range map[string]string{
		"client-kubelet": "system:node:node2", "serving-kubelet": "node2", "client-kube-proxy": "system:kube-proxy",
		"client-k3s-controller": "system:k3s-controller",
	} {
		data, err := os.ReadFile(n.Paths.Agent(file + ".crt"))
		if err != nil {
			t.Fatal(err)
		}
		block, _ := pem.Decode(data)
		cert, err := x509.ParseCertificate(block.Bytes)
		if err != nil || cert.Subject.CommonName != name {
			t.Errorf("%s: got %v, %v", file, cert.Subject, err)
		}
	}
}

func TestARestartNeedsNoToken(t *testing.T) {
	url, ca := startServer(t, memory{})
	n := node(t, url, token.Format(ca, "server", secret))
	if err := try(t, n); err != nil {
		t.Fatal(err)
	}
	n.Token = nil
	if err := try(t, n); err != nil {
		t.Errorf("with the kubelet's certificate: %v", err)
	}
	n.Name = "node3"
	if err := try(t, n); err == nil || !strings.Contains(err.Error(), "401 Unauthorized") {
		t.Errorf("another node's certificate: got %v", err)
	}
}

func TestRefusals(t *testing.T) {
	url, ca := startServer(t, memory{"node2": "p1"})
	for _, c := range []struct{ name, token, password, want string }{
		{"the agents' own secret", "agents-only", "p1", ""},
		{"bare secret", secret, "p1", ""},
		{"wrong secret", token.Format(ca, "node", "wrong"), "p1", "/v1-k3s/config: 401 Unauthorized"},
		{"wrong CA", token.Format([]byte("other"), "node", secret), "p1", "token CA hash does not match the Cluster CA certificate hash: "},
		{"name of another node", secret, "p2", "Node password rejected, duplicate hostname or contents of '/etc/rancher/node/password' may not match"},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := node(t, url, c.token)
			n.Password = c.password
			err := try(t, n)
			if c.want == "" && err != nil {
				t.Error(err)
			} else if c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestWhatNeedsNoSecret(t *testing.T) {
	url, ca := startServer(t, memory{})
	n := node(t, url, secret)
	anyone := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	if got, err := n.request(context.Background(), anyone, http.MethodGet, "/cacerts", nil); err != nil || string(got) != string(ca) {
		t.Error(string(got), err)
	}
	if got, err := n.request(context.Background(), anyone, http.MethodGet, "/ping", nil); err != nil || string(got) != "pong" {
		t.Error(string(got), err)
	}
	if _, err := n.request(context.Background(), anyone, http.MethodGet, "/readyz", nil); err == nil || !strings.Contains(err.Error(), "418") {
		t.Errorf("everything else belongs to the API server: %v", err)
	}
}
