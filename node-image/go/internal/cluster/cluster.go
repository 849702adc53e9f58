// Package cluster holds what server and agents share: the settings handed out at join, and where files live.
package cluster

import (
	"os"
	"path/filepath"
)

// Config is what an agent learns from the server when it joins. Addresses and CIDRs are in the order they were given.
type Config struct {
	ClusterCIDRs     []string `json:"clusterCIDRs"`
	ServiceCIDRs     []string `json:"serviceCIDRs"`
	ClusterDNS       []string `json:"clusterDNS"`
	ClusterDomain    string   `json:"clusterDomain"`
	FlannelBackend   string   `json:"flannelBackend"`
	DisableKubeProxy bool     `json:"disableKubeProxy"`
	// Port is the API server's, on the server.
	Port string `json:"port"`
}

// Paths are k3s's places below the data directory.
type Paths struct{ Data string }

// Server joins names below the server's directory.
func (p Paths) Server(names ...string) string { return p.join("server", names) }

// Agent joins names below the agent's directory.
func (p Paths) Agent(names ...string) string { return p.join("agent", names) }

func (p Paths) join(first string, names []string) string {
	return filepath.Join(append([]string{p.Data, first}, names...)...)
}

// MakeDirs creates directories that only root may read.
func MakeDirs(dirs ...string) error {
	for _, dir := range dirs {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	return nil
}
