// Package join is an agent's side of joining: trust the server's CA, show the secret, fetch settings and certificates.
package join

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"servicelab.dev/node/internal/cluster"
	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/pki"
	"servicelab.dev/node/internal/supervisor"
	"servicelab.dev/node/internal/token"
)

const (
	requestTimeout = 10 * time.Second
	retry          = 500 * time.Millisecond
	logEvery       = 2 * time.Second
	// After a refusal k3s waits longer: more tries do not make a wrong secret right.
	retryRefused = 5 * time.Second
)

// Node is who wants to join.
type Node struct {
	Name     string
	IPs      []string
	Password string
	Paths    cluster.Paths
	// URL is the server's as the user gave it, for log lines; Base is the local load balancer's.
	URL, Base string
	// Token is nil on a restart without one: the kubelet's certificate of the earlier join stands in.
	Token *token.Token
}

// Join tries until the server let the node in, and leaves all files in the agent directory. It ends early only with ctx.
func (n *Node) Join(ctx context.Context) (cluster.Config, error) {
	var config cluster.Config
	err := n.untilDone(ctx, func() error {
		client, err := n.trust(ctx)
		if err != nil {
			return fmt.Errorf("Failed to validate connection to cluster at %s: %w", n.URL, err)
		}
		if err := n.fetch(ctx, client, &config); err != nil {
			return fmt.Errorf("Waiting to retrieve agent configuration; server is not ready: %w", err)
		}
		return nil
	})
	return config, err
}

func (n *Node) untilDone(ctx context.Context, try func() error) error {
	var logged time.Time
	for {
		err := try()
		if err == nil || ctx.Err() != nil {
			return ctx.Err()
		}
		wait := retry
		var answer *refusal
		if errors.As(err, &answer) && answer.final() {
			wait = retryRefused
		}
		if wait == retryRefused || time.Since(logged) >= logEvery {
			logline.Error("%v", err)
			logged = time.Now()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}

// trust fetches the CA without verification, compares it with the token's hash, and returns a client that trusts only it.
func (n *Node) trust(ctx context.Context) (*http.Client, error) {
	anyone := &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}}
	ca, err := n.request(ctx, anyone, http.MethodGet, "/cacerts", nil)
	if err != nil {
		return nil, fmt.Errorf("failed to get CA certs: %w", err)
	}
	config := &tls.Config{RootCAs: x509.NewCertPool()}
	if !config.RootCAs.AppendCertsFromPEM(ca) {
		return nil, errors.New("failed to get CA certs: no certificate in the answer")
	}
	if n.Token != nil {
		if err := n.Token.CheckCA(ca); err != nil {
			return nil, err
		}
	} else {
		pair, err := tls.LoadX509KeyPair(n.Paths.Agent("client-kubelet.crt"), n.Paths.Agent("client-kubelet.key"))
		if err != nil {
			return nil, err
		}
		config.Certificates = []tls.Certificate{pair}
	}
	return &http.Client{Transport: &http.Transport{TLSClientConfig: config, DisableKeepAlives: true}}, nil
}

func (n *Node) fetch(ctx context.Context, client *http.Client, config *cluster.Config) error {
	answer, err := n.request(ctx, client, http.MethodGet, supervisor.Join+"config", nil)
	if err != nil {
		return fmt.Errorf("failed to retrieve configuration from server: %w", err)
	}
	if err := json.Unmarshal(answer, config); err != nil {
		return err
	}
	for _, name := range []string{"server-ca.crt", "client-ca.crt"} {
		if err := n.save(ctx, client, http.MethodGet, name, nil); err != nil {
			return err
		}
	}
	for _, name := range []string{"client-kubelet", "serving-kubelet", "client-kube-proxy", "client-k3s-controller"} {
		key, err := pki.NewKey(n.Paths.Agent(name + ".key.new"))
		if err != nil {
			return err
		}
		csr, err := pki.Request(key)
		if err != nil {
			return err
		}
		if err := n.save(ctx, client, http.MethodPost, name+".crt", csr); err != nil {
			return err
		}
		// Key and certificate change together, or a restart without a token would find a pair that does not match.
		if err := os.Rename(n.Paths.Agent(name+".key.new"), n.Paths.Agent(name+".key")); err != nil {
			return err
		}
	}
	return nil
}

func (n *Node) save(ctx context.Context, client *http.Client, method, name string, body []byte) error {
	answer, err := n.request(ctx, client, method, supervisor.Join+name, body)
	var refused *refusal
	if errors.As(err, &refused) && refused.status == http.StatusForbidden {
		return fmt.Errorf("Node password rejected, duplicate hostname or contents of '/etc/rancher/node/password' may not match server node-passwd entry, try enabling a unique node name with the --with-node-id flag: %w", err)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(n.Paths.Agent(name), answer, 0o600)
}

// refusal is an answer other than 200.
type refusal struct {
	url    string
	status int
}

// Error names URL and status as k3s does.
func (e *refusal) Error() string {
	return fmt.Sprintf("%s: %d %s", e.url, e.status, http.StatusText(e.status))
}

func (e *refusal) final() bool {
	return e.status == http.StatusUnauthorized || e.status == http.StatusForbidden
}

func (n *Node) request(ctx context.Context, client *http.Client, method, path string, body []byte) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, requestTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, n.Base+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("k3s-Node-Name", n.Name)
	request.Header.Set("k3s-Node-Password", n.Password)
	request.Header.Set("k3s-Node-Ip", strings.Join(n.IPs, ","))
	if n.Token != nil && strings.HasPrefix(path, supervisor.Join) {
		request.SetBasicAuth(n.Token.User, n.Token.Secret)
	}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, &refusal{n.Base + path, response.StatusCode}
	}
	return io.ReadAll(response.Body)
}
