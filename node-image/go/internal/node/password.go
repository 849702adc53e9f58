package node

import (
	"errors"
	"io/fs"
	"os"
	"strings"

	"servicelab.dev/node/internal/token"
)

// nodePassword returns the secret that ties a node's name to this container; made at the first start. It lies outside every
// volume, so a new container with an old name is refused by the server.
func nodePassword(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err == nil {
		return strings.TrimSpace(string(data)), nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	password := token.Random(16)
	return password, os.WriteFile(file, []byte(password+"\n"), 0o600)
}

// ID returns the eight hex characters that --with-node-id appends to the node's name, the same at every start.
func ID(file string) (string, error) {
	data, err := os.ReadFile(file)
	if err == nil {
		return strings.TrimSpace(string(data)), nil
	}
	id := token.Random(4)
	return id, os.WriteFile(file, []byte(id+"\n"), 0o600)
}
