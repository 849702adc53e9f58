package proc

import (
	"os"
	"os/signal"
	"strings"
	"syscall"

	"servicelab.dev/node/internal/logline"
)

// InitName is argv[0] of the child that does the work when the launcher is PID 1.
const InitName = "k3s-main"

// RunInit is what PID 1 of the container does: it starts this program again, hands signals on, reaps orphans (containerd's
// shims leave some), and ends with the child's exit code. The kernel then ends everything else in the container.
func RunInit() int {
	if err := LeaveRootCgroup(); err != nil {
		logline.Warn("cgroup v2: %v", err)
	}
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT)
	args := append([]string{InitName}, os.Args[1:]...)
	child, err := syscall.ForkExec("/proc/self/exe", args, &syscall.ProcAttr{Env: os.Environ(), Files: []uintptr{0, 1, 2}})
	if err != nil {
		logline.Fatal("cannot start: %v", err)
	}
	go func() {
		for s := range signals {
			syscall.Kill(child, s.(syscall.Signal))
		}
	}()
	for {
		var status syscall.WaitStatus
		pid, err := syscall.Wait4(-1, &status, 0, nil)
		if err == syscall.EINTR || (err == nil && pid != child) {
			continue
		}
		if err != nil {
			return 1
		}
		if status.Signaled() {
			return 128 + int(status.Signal())
		}
		return status.ExitStatus()
	}
}

const cgroupRoot = "/sys/fs/cgroup"

// LeaveRootCgroup moves the container's processes to a leaf and turns on all controllers for the children of the root, as
// cgroup v2 allows no processes beside them. Nothing is done on cgroup v1, or in the host's cgroup namespace.
func LeaveRootCgroup() error {
	controllers, err := os.ReadFile(cgroupRoot + "/cgroup.controllers")
	if err != nil {
		return nil // cgroup v1
	}
	own, err := os.ReadFile("/proc/self/cgroup")
	if err != nil || strings.TrimSpace(string(own)) != "0::/" {
		return err
	}
	if err := os.MkdirAll(cgroupRoot+"/init", 0o755); err != nil {
		return err
	}
	procs, err := os.ReadFile(cgroupRoot + "/cgroup.procs")
	if err != nil {
		return err
	}
	for _, pid := range strings.Fields(string(procs)) {
		// A process may have ended meanwhile; one that stays shows in the next write.
		_ = os.WriteFile(cgroupRoot+"/init/cgroup.procs", []byte(pid), 0o644)
	}
	enable := "+" + strings.Join(strings.Fields(string(controllers)), " +")
	return os.WriteFile(cgroupRoot+"/cgroup.subtree_control", []byte(enable), 0o644)
}
