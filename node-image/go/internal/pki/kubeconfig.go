package pki

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
)

const kubeconfigText = `apiVersion: v1
clusters:
- cluster:
    %[1]s
    server: %[2]s
  name: %[3]s
contexts:
- context:
    cluster: %[3]s
    user: %[4]s
  name: %[5]s
current-context: %[5]s
kind: Config
preferences: {}
users:
- name: %[4]s
  user:
    %[6]s
    %[7]s
`

// WriteKubeconfig writes a component's kubeconfig, which names its files as k3s does.
func WriteKubeconfig(file, server, ca, cert, key string) error {
	text := fmt.Sprintf(kubeconfigText, "certificate-authority: "+ca, server, "local", "user", "Default",
		"client-certificate: "+cert, "client-key: "+key)
	return os.WriteFile(file, []byte(text), 0o600)
}

// InlineKubeconfig returns the administrator's kubeconfig: everything named "default", certificates inline.
func InlineKubeconfig(server, tlsDir string) ([]byte, error) {
	var encoded []any
	for _, name := range []string{"server-ca.crt", "client-admin.crt", "client-admin.key"} {
		data, err := os.ReadFile(filepath.Join(tlsDir, name))
		if err != nil {
			return nil, err
		}
		encoded = append(encoded, base64.StdEncoding.EncodeToString(data))
	}
	text := fmt.Sprintf(kubeconfigText, fmt.Sprintf("certificate-authority-data: %s", encoded[0]), server,
		"default", "default", "default",
		fmt.Sprintf("client-certificate-data: %s", encoded[1]), fmt.Sprintf("client-key-data: %s", encoded[2]))
	return []byte(text), nil
}
