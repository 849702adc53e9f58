package supervisor

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"

	"servicelab.dev/node/internal/kubeapi"
	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/token"
)

const secretsPath = "/api/v1/namespaces/kube-system/secrets"

// Passwords remembers which node password came first with a node name.
type Passwords interface {
	// Ensure accepts a new name, or a known one with its own password.
	Ensure(ctx context.Context, node, password string) *PasswordError
}

// PasswordError is a refusal with the HTTP status for it: 403 another password, 503 cannot be checked yet.
type PasswordError struct {
	Status int
	Text   string
}

// Error returns k3s's words.
func (e *PasswordError) Error() string { return e.Text }

// SecretPasswords keeps hashes where k3s keeps them: Secret kube-system/<node>.node-password.k3s, key "hash".
type SecretPasswords struct {
	// Base is the API server's URL, TLSDir holds its CA and the administrator's certificate.
	Base, TLSDir string

	once   sync.Once
	client *kubeapi.Client
	err    error
}

// Ensure implements Passwords.
func (p *SecretPasswords) Ensure(ctx context.Context, node, password string) *PasswordError {
	// Made at the first join, not before: the API server that it speaks to is this very process.
	p.once.Do(func() {
		p.client, p.err = kubeapi.New(p.Base, filepath.Join(p.TLSDir, "server-ca.crt"),
			filepath.Join(p.TLSDir, "client-admin.crt"), filepath.Join(p.TLSDir, "client-admin.key"))
	})
	if p.err != nil {
		return &PasswordError{http.StatusInternalServerError, p.err.Error()}
	}
	name := node + ".node-password.k3s"
	var known struct {
		Data map[string][]byte `json:"data"`
	}
	err := p.client.Get(ctx, secretsPath+"/"+name, &known)
	if kubeapi.IsStatus(err, http.StatusNotFound) {
		err = p.client.Create(ctx, secretsPath, map[string]any{
			"apiVersion": "v1", "kind": "Secret", "type": "k3s.cattle.io/node-password", "immutable": true,
			"metadata": map[string]any{"name": name},
			"data":     map[string][]byte{"hash": []byte(hash(token.Random(8), password))},
		})
		if err == nil {
			return nil
		}
	}
	if err != nil {
		return &PasswordError{http.StatusServiceUnavailable, err.Error()}
	}
	stored := string(known.Data["hash"])
	salt, _, _ := strings.Cut(stored, ":")
	if subtle.ConstantTimeCompare([]byte(stored), []byte(hash(salt, password))) == 1 {
		return nil
	}
	reason := fmt.Sprintf("unable to verify password for node %s: hash does not match", node)
	logline.Error("%s", reason)
	return &PasswordError{http.StatusForbidden, reason}
}

// hash needs no slow function (k3s uses scrypt): a node password is 128 random bits, which nobody can guess offline.
func hash(salt, password string) string {
	sum := sha256.Sum256([]byte(salt + ":" + password))
	return salt + ":" + hex.EncodeToString(sum[:])
}
