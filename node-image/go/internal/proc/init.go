package proc

import (
	"os"
	"os/signal"
	"syscall"

	"servicelab.dev/node/internal/logline"
)

// InitName is argv[0] of the child that does the work when the launcher is PID 1.
const InitName = "k3s-main"

// RunInit is what PID 1 does: it starts this program again under a name, hands signals on, reaps orphans (containerd's shims
// leave some), and ends with the child's exit code. The kernel then ends everything else in the container.
func RunInit(name string) int {
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGQUIT)
	args := append([]string{name}, os.Args[1:]...)
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
