// Package supervisor answers the paths by which nodes join: /cacerts, /ping and /v1-k3s/*.
//
// It runs inside the kube-apiserver process, before the Kubernetes handler chain (see cmd/kube/apiserver.go).
package supervisor

import (
	"crypto/subtle"
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"servicelab.dev/node/internal/cluster"
	"servicelab.dev/node/internal/pki"
	"servicelab.dev/node/internal/token"
)

// Join is the path prefix of everything that needs the join secret.
const Join = "/v1-k3s/"

const maxRequest = 64 << 10

// Supervisor serves one cluster's join endpoint.
type Supervisor struct {
	serverCA, clientCA *pki.Authority
	config             cluster.Config
	secrets            map[string]bool
	passwords          Passwords
}

// New reads authorities, tokens and settings from k3s's server directory; the launcher wrote them before. Without passwords
// they are kept in Secrets of the cluster itself.
func New(dir string, passwords Passwords) (*Supervisor, error) {
	tls := filepath.Join(dir, "tls")
	serverCA, err := pki.Load(tls, "server-ca")
	if err != nil {
		return nil, err
	}
	clientCA, err := pki.Load(tls, "client-ca")
	if err != nil {
		return nil, err
	}
	s := &Supervisor{serverCA: serverCA, clientCA: clientCA, secrets: map[string]bool{}, passwords: passwords}
	for _, name := range []string{"token", "agent-token"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		t, err := token.Parse(string(text))
		if err != nil {
			return nil, err
		}
		s.secrets[t.Secret] = true
	}
	settings, err := os.ReadFile(filepath.Join(dir, "etc", "agent-config.json"))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(settings, &s.config); err != nil {
		return nil, err
	}
	if passwords == nil {
		s.passwords = &SecretPasswords{Base: "https://127.0.0.1:" + s.config.Port, TLSDir: tls}
	}
	return s, nil
}

// Before returns a handler that answers the supervisor's paths and hands everything else to next.
func (s *Supervisor) Before(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/cacerts":
			w.Write(s.serverCA.PEM)
		case r.URL.Path == "/ping":
			io.WriteString(w, "pong")
		case strings.HasPrefix(r.URL.Path, Join):
			if !s.mayJoin(r) {
				http.Error(w, "Unauthorized", http.StatusUnauthorized)
				return
			}
			s.join(w, r, strings.TrimPrefix(r.URL.Path, Join))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// mayJoin accepts the join secret, or a kubelet's certificate from an earlier join.
func (s *Supervisor) mayJoin(r *http.Request) bool {
	if user, secret, ok := r.BasicAuth(); ok && (user == "node" || user == "server") {
		for known := range s.secrets {
			if subtle.ConstantTimeCompare([]byte(known), []byte(secret)) == 1 {
				return true
			}
		}
		return false
	}
	if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 {
		return false
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(s.clientCA.PEM)
	cert := r.TLS.PeerCertificates[0]
	_, err := cert.Verify(x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth}})
	return err == nil && cert.Subject.CommonName == "system:node:"+r.Header.Get("k3s-Node-Name")
}

func (s *Supervisor) join(w http.ResponseWriter, r *http.Request, what string) {
	node := r.Header.Get("k3s-Node-Name")
	switch what {
	case "config":
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(s.config)
	case "server-ca.crt":
		w.Write(s.serverCA.PEM)
	case "client-ca.crt":
		w.Write(s.clientCA.PEM)
	case "client-kubelet.crt":
		leaf := pki.Leaf{CommonName: "system:node:" + node, Organization: []string{"system:nodes"}}
		s.signForNode(w, r, s.clientCA, leaf)
	case "serving-kubelet.crt":
		sans := append([]string{node, "localhost", "127.0.0.1"}, splitList(r.Header.Get("k3s-Node-Ip"))...)
		s.signForNode(w, r, s.serverCA, pki.Leaf{CommonName: node, SANs: sans, Server: true})
	case "client-kube-proxy.crt":
		s.sign(w, r, s.clientCA, pki.Leaf{CommonName: "system:kube-proxy"})
	case "client-k3s-controller.crt":
		s.sign(w, r, s.clientCA, pki.Leaf{CommonName: "system:k3s-controller"})
	default:
		http.NotFound(w, r)
	}
}

// signForNode signs only for the node that owns the name: the first one to use it left its password's hash.
func (s *Supervisor) signForNode(w http.ResponseWriter, r *http.Request, ca *pki.Authority, leaf pki.Leaf) {
	node, password := r.Header.Get("k3s-Node-Name"), r.Header.Get("k3s-Node-Password")
	if node == "" || password == "" {
		http.Error(w, "node name or password missing", http.StatusBadRequest)
		return
	}
	if err := s.passwords.Ensure(r.Context(), node, password); err != nil {
		http.Error(w, err.Error(), err.Status)
		return
	}
	s.sign(w, r, ca, leaf)
}

func (s *Supervisor) sign(w http.ResponseWriter, r *http.Request, ca *pki.Authority, leaf pki.Leaf) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxRequest))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	public, err := pki.RequestKey(body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	cert, err := ca.Sign(leaf, public)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write(cert)
}

func splitList(text string) []string {
	return strings.FieldsFunc(text, func(c rune) bool { return c == ',' })
}
