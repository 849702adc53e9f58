package ownkernel

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"

	"servicelab.dev/node/internal/lb"
	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/netsetup"
	"servicelab.dev/node/internal/node"
	"servicelab.dev/node/internal/proc"
)

// GuestName is argv[0] of the guest's process that does the work; its PID 1 only reaps.
const GuestName = "k3s-guest"

// RunInit is PID 1 of the guest: it mounts what a system has, starts the node and switches the machine off when that ends.
func RunInit() {
	if err := mountAll(); err != nil {
		logline.Error("own kernel: %v", err)
	} else {
		proc.RunInit(GuestName)
	}
	syscall.Sync()
	if err := syscall.Reboot(syscall.LINUX_REBOOT_CMD_POWER_OFF); err != nil {
		logline.Error("own kernel: cannot switch off: %v", err)
	}
}

// Run starts the node in the guest; its components are in group.
func Run(ctx context.Context, group *proc.Group) error {
	boot, err := readBoot()
	if err != nil {
		return err
	}
	for _, variable := range boot.Env {
		name, value, _ := strings.Cut(variable, "=")
		os.Setenv(name, value)
	}
	if err := syscall.Sethostname([]byte(boot.HostName)); err != nil {
		return err
	}
	if err := loadModules(); err != nil {
		return err
	}
	netsetup.ChooseIptables()
	if err := boot.network(); err != nil {
		return err
	}
	if err := openDoor(); err != nil {
		return err
	}
	if boot.Port != "" {
		if err := lb.Start(":"+boot.Port, boot.Node.Upstream); err != nil {
			return err
		}
	}
	if err := node.New(boot.Node).Run(ctx, group); err != nil {
		return err
	}
	// The node's certificates and password have to be on the container's disk when the container is killed.
	syscall.Sync()
	return nil
}

func loadModules() error {
	text, err := os.ReadFile(modulesFile)
	if err != nil {
		return err
	}
	names := []string{"--all"}
	for line := range strings.Lines(string(text)) {
		line, _, _ = strings.Cut(line, "#")
		names = append(names, strings.Fields(line)...)
	}
	if out, err := exec.Command("modprobe", names...).CombinedOutput(); err != nil {
		return fmt.Errorf("modprobe: %w: %s", err, strings.TrimSpace(string(out)))
	}
	return nil
}

// network makes the guest the node: its address, its routes, and the container's way out through it.
func (b *Boot) network() error {
	nodeIP := b.Node.IPs[0]
	if !slices.ContainsFunc(b.Link.Addresses, netsetup.IPv6) {
		// As Docker switches it off in the containers of such networks.
		for _, scope := range []string{"all", "default"} {
			if err := os.WriteFile("/proc/sys/net/ipv6/conf/"+scope+"/disable_ipv6", []byte("1"), 0o644); err != nil {
				return err
			}
		}
	}
	if err := ip(b.Link.takeOver(nodeIP)); err != nil {
		return err
	}
	for _, gateway := range b.Link.Gateways {
		family := "-4"
		if netsetup.IPv6(gateway) {
			family = "-6"
		}
		if out, err := exec.Command("ip", family, "route", "add", "default", "via", gateway, "dev", b.Link.Name).CombinedOutput(); err != nil {
			return fmt.Errorf("ip route: %w: %s", err, strings.TrimSpace(string(out)))
		}
	}
	if err := os.WriteFile("/proc/sys/net/ipv4/ip_forward", []byte("1"), 0o644); err != nil {
		return err
	}
	// Other nodes know no 169.254.77.1: there the control plane speaks as its node.
	out, err := exec.Command("iptables", "-t", "nat", "-A", "POSTROUTING", "-s", sideAddress+"/32", "-o", b.Link.Name,
		"-m", "comment", "--comment", "control plane beside the kernel", "-j", "MASQUERADE").CombinedOutput()
	if err != nil {
		return fmt.Errorf("iptables: %w: %s", err, strings.TrimSpace(string(out)))
	}
	return nil
}
