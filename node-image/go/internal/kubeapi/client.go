// Package kubeapi is the little of a Kubernetes client that the launcher needs, on the standard library alone: client-go
// would make every node's first process ten times larger.
package kubeapi

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
	"time"
)

// Client speaks to one API server as one certificate's owner.
type Client struct {
	base string
	http *http.Client
}

// StatusError is an answer of the API server other than 2xx.
type StatusError struct {
	Code    int
	Message string
}

// Error returns the code and the server's message.
func (e *StatusError) Error() string {
	return fmt.Sprintf("%d %s: %s", e.Code, http.StatusText(e.Code), e.Message)
}

// IsStatus tells whether an error is the API server's answer with that code.
func IsStatus(err error, code int) bool {
	var status *StatusError
	return errors.As(err, &status) && status.Code == code
}

// New returns a client for base (https://host:port). The files are PEM; they are read once.
func New(base, caFile, certFile, keyFile string) (*Client, error) {
	ca, err := os.ReadFile(caFile)
	if err != nil {
		return nil, err
	}
	roots := x509.NewCertPool()
	if !roots.AppendCertsFromPEM(ca) {
		return nil, fmt.Errorf("%s holds no certificate", caFile)
	}
	pair, err := tls.LoadX509KeyPair(certFile, keyFile)
	if err != nil {
		return nil, err
	}
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: roots, Certificates: []tls.Certificate{pair}},
		// A watch must not share a connection that a dead peer keeps open for minutes.
		IdleConnTimeout: 30 * time.Second,
	}
	return &Client{base, &http.Client{Transport: transport}}, nil
}

// Get reads an object or a list into out; out may be nil.
func (c *Client) Get(ctx context.Context, path string, out any) error {
	return c.call(ctx, http.MethodGet, path, "", nil, out)
}

// Create posts an object.
func (c *Client) Create(ctx context.Context, path string, object any) error {
	return c.call(ctx, http.MethodPost, path, "application/json", object, nil)
}

// Patch merges a document (RFC 7396) into an object.
func (c *Client) Patch(ctx context.Context, path string, document any) error {
	return c.call(ctx, http.MethodPatch, path, "application/merge-patch+json", document, nil)
}

// Apply creates or updates an object by server-side apply under the field manager "k3s".
func (c *Client) Apply(ctx context.Context, path string, object any) error {
	return c.call(ctx, http.MethodPatch, path+"?fieldManager=k3s&force=true", "application/apply-patch+yaml", object, nil)
}

func (c *Client) call(ctx context.Context, method, path, contentType string, in, out any) error {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	response, err := c.do(ctx, method, path, contentType, in)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if out == nil {
		_, err = io.Copy(io.Discard, response.Body)
		return err
	}
	return json.NewDecoder(response.Body).Decode(out)
}

func (c *Client) do(ctx context.Context, method, path, contentType string, in any) (*http.Response, error) {
	var body io.Reader
	if in != nil {
		data, err := json.Marshal(in)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(data)
	}
	request, err := http.NewRequestWithContext(ctx, method, c.base+path, body)
	if err != nil {
		return nil, err
	}
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode/100 != 2 {
		defer response.Body.Close()
		text, _ := io.ReadAll(io.LimitReader(response.Body, 4096))
		return nil, &StatusError{response.StatusCode, string(bytes.TrimSpace(text))}
	}
	return response, nil
}
