// Package token reads and writes k3s join tokens: `K10<sha256 of the CA>::<user>:<secret>`, or the bare secret.
package token

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

const (
	prefix   = "K10"
	hashSize = 2 * sha256.Size
)

var bootstrapToken = regexp.MustCompile(`^[a-z0-9]{6}\.[a-z0-9]{16}$`)

// Token is what a joining node presents. CAHash is hex, empty where the token does not pin the CA.
type Token struct{ CAHash, User, Secret string }

// Parse reads a token in any form that k3s accepts; a bare secret stands for the user "node".
// The errors are k3s's (pkg/clientaccess/token.go).
func Parse(text string) (Token, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return Token{}, errors.New("token must not be empty")
	}
	if !strings.HasPrefix(text, prefix) {
		if bootstrapToken.MatchString(text) {
			return Token{}, errors.New("kubeadm bootstrap tokens are not supported by this image")
		}
		return Token{User: "node", Secret: text}, nil
	}
	hash, credentials, ok := strings.Cut(strings.TrimPrefix(text, prefix), "::")
	if !ok {
		return Token{}, errors.New("invalid token format")
	}
	if len(hash) != hashSize {
		return Token{}, errors.New("invalid token CA hash length")
	}
	user, secret, ok := strings.Cut(credentials, ":")
	if !ok || secret == "" {
		return Token{}, errors.New("invalid token format")
	}
	return Token{CAHash: hash, User: user, Secret: secret}, nil
}

// Format writes the full form for a CA file's content.
func Format(caPEM []byte, user, secret string) string {
	return prefix + Hash(caPEM) + "::" + user + ":" + secret
}

// Hash returns the hex SHA-256 that tokens pin: of the file's bytes if it holds one certificate, else of the last one's (the root's) DER.
func Hash(caPEM []byte) string {
	var last []byte
	count := 0
	for block, rest := pem.Decode(caPEM); block != nil; block, rest = pem.Decode(rest) {
		last = block.Bytes
		count++
	}
	if count == 1 {
		last = caPEM
	}
	sum := sha256.Sum256(last)
	return hex.EncodeToString(sum[:])
}

// CheckCA compares a server's CA with the hash that the token pins. A token without a hash accepts any CA.
func (t Token) CheckCA(caPEM []byte) error {
	if t.CAHash == "" {
		return nil
	}
	if got := Hash(caPEM); got != t.CAHash {
		return fmt.Errorf("token CA hash does not match the Cluster CA certificate hash: %s != %s", t.CAHash, got)
	}
	return nil
}

// Random returns n random bytes as hex.
func Random(n int) string {
	b := make([]byte, n)
	rand.Read(b) // never fails (crypto/rand, Go 1.24)
	return hex.EncodeToString(b)
}
