package node

import (
	"fmt"
	"net"
	"os"
	"strings"
	"time"

	"servicelab.dev/node/internal/cluster"
	"servicelab.dev/node/internal/proc"
)

const (
	containerdState  = "/run/k3s/containerd"
	containerdSocket = containerdState + "/containerd.sock"
	containerdWait   = 30 * time.Second
)

const containerdText = `version = 2
[plugins."io.containerd.internal.v1.opt"]
  path = "%[1]s"
[plugins."io.containerd.grpc.v1.cri"]
  stream_server_address = "127.0.0.1"
  stream_server_port = "10010"
  sandbox_image = "%[2]s"
  disable_apparmor = %[3]t
  restrict_oom_score_adj = %[4]t
  # A process without root may bind low ports, as k3s sets it.
  enable_unprivileged_ports = true
  enable_unprivileged_icmp = true
[plugins."io.containerd.grpc.v1.cri".cni]
  bin_dir = "/bin"
  conf_dir = "%[5]s"
[plugins."io.containerd.grpc.v1.cri".containerd]
  snapshotter = "%[6]s"
  disable_snapshot_annotations = true
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
  SystemdCgroup = false
`

func (n *Node) startContainerd(group *proc.Group) error {
	paths := n.paths
	config := paths.Agent("etc", "containerd", "config.toml")
	cniDir := paths.Agent("etc", "cni", "net.d")
	if n.NoCNI {
		cniDir = "/etc/cni/net.d"
	}
	text := fmt.Sprintf(containerdText, paths.Agent("containerd"), n.PauseImage, !hasAppArmor(), !hasCapSysResource(), cniDir, n.Snapshotter)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return err
	}
	if err := os.WriteFile(paths.Agent("etc", "crictl.yaml"), []byte("runtime-endpoint: unix://"+containerdSocket+"\n"), 0o600); err != nil {
		return err
	}
	log, err := os.OpenFile(paths.Agent("containerd", "containerd.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	os.Remove(containerdSocket) // left by an earlier start: its presence must mean "up"
	err = group.Start(proc.Component{
		Name: "containerd", Path: "/usr/bin/containerd", Log: log, Gentle: true,
		Args: []string{"-c", config, "-a", containerdSocket, "--state", containerdState, "--root", paths.Agent("containerd")},
	})
	if err != nil {
		return err
	}
	return waitForSocket(containerdSocket, containerdWait)
}

func waitForSocket(socket string, limit time.Duration) error {
	for deadline := time.Now().Add(limit); ; {
		conn, err := net.Dial("unix", socket)
		if err == nil {
			return conn.Close()
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("containerd does not answer: %w", err)
		}
		<-time.After(50 * time.Millisecond)
	}
}

func hasAppArmor() bool {
	_, err := os.Stat("/sys/kernel/security/apparmor")
	return err == nil
}

// hasCapSysResource tells whether runc may lower oom_score_adj for pods. Some hosts take that capability from all containers.
func hasCapSysResource() bool {
	const bit = 24
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return true
	}
	for line := range strings.Lines(string(status)) {
		var caps uint64
		if _, err := fmt.Sscanf(line, "CapEff:\t%x", &caps); err == nil {
			return caps&(1<<bit) != 0
		}
	}
	return true
}

// makeDirs creates everything below the agent directory that k3s creates.
func makeDirs(paths cluster.Paths) error {
	return cluster.MakeDirs(paths.Agent("etc", "containerd", "certs.d"), paths.Agent("etc", "flannel"), paths.Agent("etc", "cni", "net.d"),
		paths.Agent("etc", "kubelet.conf.d"), paths.Agent("containerd"), paths.Agent("images"), paths.Agent("pod-manifests"),
		"/etc/rancher/node", containerdState, "/var/lib/kubelet")
}
