package ownkernel

import (
	"fmt"
	"os"
	"syscall"

	"servicelab.dev/node/internal/lb"
	"servicelab.dev/node/internal/node"
	"servicelab.dev/node/internal/proc"
)

const (
	// memory is a ceiling: only what the guest touches is taken from the host.
	memory     = "1280M"
	sharedSize = "2g"
)

// Start boots the guest, which becomes the node; it returns when the kernel runs. port is that of the API server in this
// container, "" on an agent.
func Start(group *proc.Group, options node.Options, port string) error {
	if _, err := os.Stat("/dev/net/tun"); err != nil {
		return fmt.Errorf("a node with its own kernel needs the host's /dev/net/tun (module tun): %w", err)
	}
	link, err := readLink(options.IPs[0])
	if err != nil {
		return err
	}
	if err := ip(link.giveUp(options.IPs[0])); err != nil {
		return err
	}
	boot := &Boot{Node: options, Link: link, Env: os.Environ(), Port: port}
	if boot.HostName, err = os.Hostname(); err != nil {
		return err
	}
	if boot.Node.Upstream, err = forwardToServer(options, port); err != nil {
		return err
	}
	if err := boot.write(); err != nil {
		return err
	}
	return startKernel(group, boot)
}

// forwardToServer returns where the guest finds the API server. For an agent's guest this side listens, as only it knows Docker's
// names; the control plane uses the port that its node would have opened here.
func forwardToServer(options node.Options, port string) (string, error) {
	if port != "" {
		return sideAddress + ":" + port, lb.Start("127.0.0.1:"+options.LBPort, "127.0.0.1:"+port)
	}
	server, err := node.HostPort(options.ServerURL)
	if err != nil {
		return "", err
	}
	listen := sideAddress + ":" + options.LBPort
	return listen, lb.Start(listen, server)
}

func startKernel(group *proc.Group, boot *Boot) error {
	// The guest's memory is a file there, mapped executable. Docker's is small and noexec; each container has its own.
	if err := syscall.Mount("", "/dev/shm", "", syscall.MS_REMOUNT, "size="+sharedSize); err != nil {
		return fmt.Errorf("cannot enlarge /dev/shm (is the container privileged?): %w", err)
	}
	disk, err := makeDisk(boot.Node.Data)
	if err != nil {
		return err
	}
	return group.Start(proc.Component{Name: "kernel", Path: kernelFile, Env: []string{"LD_PRELOAD=" + preload}, Args: []string{
		"mem=" + memory, "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "rw", "init=" + Init, "quiet", "panic=-1", "dummy.numdummies=0",
		"con=null", "con0=null,fd:1", "ssl=null", "ubd0=" + disk,
		"vec0:transport=tap,ifname=" + tap + ",mac=" + boot.Link.MAC + ",depth=128",
		"vec1:transport=tap,ifname=" + side + ",mac=" + guestMAC + ",depth=128",
	}})
}
