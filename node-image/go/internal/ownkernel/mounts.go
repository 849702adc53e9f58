package ownkernel

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

type mount struct {
	kind, source, target, data string
	flags                      uintptr
}

const hidden = syscall.MS_NOSUID | syscall.MS_NODEV

var system = []mount{
	{kind: "proc", source: "proc", target: "/proc", flags: hidden | syscall.MS_NOEXEC},
	{kind: "sysfs", source: "sysfs", target: "/sys", flags: hidden | syscall.MS_NOEXEC},
	{kind: "devtmpfs", source: "dev", target: "/dev", flags: syscall.MS_NOSUID},
	{kind: "devpts", source: "devpts", target: "/dev/pts", flags: syscall.MS_NOSUID | syscall.MS_NOEXEC, data: "newinstance,ptmxmode=0666,mode=0620,gid=5"},
	{kind: "tmpfs", source: "shm", target: "/dev/shm", flags: hidden, data: "mode=1777"},
	{kind: "mqueue", source: "mqueue", target: "/dev/mqueue", flags: hidden | syscall.MS_NOEXEC},
	{kind: "cgroup2", source: "cgroup2", target: "/sys/fs/cgroup", flags: hidden | syscall.MS_NOEXEC},
	{kind: "tmpfs", source: "tmp", target: "/tmp", flags: hidden, data: "mode=1777"},
	{kind: "tmpfs", source: "run", target: "/run", flags: hidden, data: "mode=0755"},
}

// mountAll makes the guest's file systems. The boot file lies below /run on the container's side and is kept.
func mountAll() error {
	boot, err := readBoot()
	if err != nil {
		return err
	}
	for _, m := range system {
		os.MkdirAll(m.target, 0o755) // where it fails, mounting says why
		// A kernel may have mounted /dev before it started us.
		if err := syscall.Mount(m.source, m.target, m.kind, m.flags, m.data); err != nil && err != syscall.EBUSY {
			return fmt.Errorf("cannot mount %s on %s: %w", m.kind, m.target, err)
		}
	}
	for name, target := range map[string]string{"fd": "/proc/self/fd", "stdin": "/proc/self/fd/0", "stdout": "/proc/self/fd/1", "stderr": "/proc/self/fd/2"} {
		os.Symlink(target, "/dev/"+name) // devtmpfs may have them
	}
	if err := boot.write(); err != nil {
		return err
	}
	if err := mountScratch(boot.Node.Data); err != nil {
		return err
	}
	if err := delegate(); err != nil {
		return err
	}
	return clockSpeed()
}

// mountScratch puts what needs a real file system on the guest's disk: containers, volumes, logs.
func mountScratch(data string) error {
	disk := filepath.Join(diskDir(data), "scratch")
	if err := syscall.Mount("/dev/ubda", disk, "ext4", syscall.MS_NOATIME, ""); err != nil {
		return fmt.Errorf("cannot mount the scratch disk: %w", err)
	}
	for name, target := range map[string]string{
		"containerd": filepath.Join(data, "agent", "containerd"), "kubelet": "/var/lib/kubelet", "cni": "/var/lib/cni", "log": "/var/log",
	} {
		source := filepath.Join(disk, name)
		for _, dir := range []string{source, target} {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
		}
		if err := syscall.Mount(source, target, "", syscall.MS_BIND, ""); err != nil {
			return fmt.Errorf("cannot mount the scratch disk on %s: %w", target, err)
		}
	}
	return nil
}

// delegate turns on all controllers for the children of the root cgroup.
func delegate() error {
	const root = "/sys/fs/cgroup"
	controllers, err := os.ReadFile(root + "/cgroup.controllers")
	if err != nil {
		return err
	}
	enable := "+" + strings.Join(strings.Fields(string(controllers)), " +")
	return os.WriteFile(root+"/cgroup.subtree_control", []byte(enable), 0o644)
}

// clockSpeed adds the line to /proc/cpuinfo without which kubelet's cadvisor gives up; its value means nothing.
func clockSpeed() error {
	const file, copied = "/proc/cpuinfo", "/run/k3s/cpuinfo"
	text, err := os.ReadFile(file)
	if err != nil || strings.Contains(string(text), "cpu MHz") {
		return err
	}
	text = []byte("cpu MHz\t\t: 1000.000\n" + string(text))
	if err := os.WriteFile(copied, text, 0o444); err != nil {
		return err
	}
	return syscall.Mount(copied, file, "", syscall.MS_BIND, "")
}
