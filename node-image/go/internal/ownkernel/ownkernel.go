// Package ownkernel runs the node's half of Kubernetes on a kernel of its own: User-Mode Linux, which is a process of the container.
// A host whose kernel lacks something (IPVS above all) then still gets a node that has it.
//
// The control plane stays in the container, where it is faster. The guest's root is the container's own file system, by hostfs,
// so programs, files and names are the same on both sides. The guest takes the container's address over: it is the node.
//
//	container   etcd, API server, controllers ── lab0 169.254.77.1
//	                                               │              eth0 ── br0 ── tap0
//	guest       containerd, kubelet, pods ──────── lab0                         eth0, with the container's IP and MAC
package ownkernel

import (
	"encoding/json"
	"os"

	"servicelab.dev/node/internal/node"
)

const (
	kernelFile = "/usr/libexec/k3s/linux"
	// preload lets it run on CPUs with a large floating-point state: own-kernel/xstate.c.
	preload = "/usr/libexec/k3s/xstate.so"
	// Init is what the guest's kernel starts: the launcher under another name.
	Init = "/usr/libexec/k3s/guest"
	// Enter is the name under which the launcher runs a command in the guest.
	Enter = "enter-node"

	bootFile    = "/run/k3s/guest.json"
	modulesFile = "/usr/share/servicelab/own-kernel-modules"

	// side is the link between container and guest. Only the container's end has an address: one more of the node's own would
	// get NodePorts.
	side        = "lab0"
	sideAddress = "169.254.77.1"
	sideMAC     = "02:77:00:00:00:01"
	guestMAC    = "02:77:00:00:00:02"
	doorPort    = "10777"
)

// Boot is what the guest has to know: a file, as a command line is public and short.
type Boot struct {
	Node     node.Options
	Link     Link
	HostName string
	Env      []string
	// Port is the API server's, on a server node; it listens in the container, and the guest hands connections on.
	Port string
}

// Present tells whether this image has a kernel of its own, so that its nodes run on it.
func Present() bool {
	_, err := os.Stat(kernelFile)
	return err == nil
}

func (b *Boot) write() error {
	data, err := json.Marshal(b)
	if err != nil {
		return err
	}
	if err := os.MkdirAll("/run/k3s", 0o700); err != nil {
		return err
	}
	return os.WriteFile(bootFile, data, 0o600) // it holds the node's secret
}

func readBoot() (*Boot, error) {
	data, err := os.ReadFile(bootFile)
	if err != nil {
		return nil, err
	}
	boot := &Boot{}
	return boot, json.Unmarshal(data, boot)
}
