// Package proc runs the components as child processes: if one ends, all end, as in k3s, where they are parts of one process.
package proc

import (
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"time"
)

// Kube is the binary that holds all Kubernetes components.
const Kube = "/usr/libexec/k3s/kube"

const stopTime = time.Second

// Group is the set of components of this node.
type Group struct {
	mu       sync.Mutex
	children []*child
	stopping bool
	// Ended gets one line for the first component that ends by itself.
	Ended chan string
}

type child struct {
	cmd    *exec.Cmd
	gentle bool
	done   chan struct{}
}

// Component is one process to start. Gentle ones keep data and are asked to stop before they are killed.
type Component struct {
	Name   string
	Path   string
	Args   []string
	Env    []string // beside this process's
	Log    *os.File
	Gentle bool
}

// NewGroup returns an empty group.
func NewGroup() *Group { return &Group{Ended: make(chan string, 1)} }

// Start starts a component; its output goes to the container's log unless the component has a file for it.
func (g *Group) Start(c Component) error {
	cmd := exec.Command(c.Path, c.Args...)
	cmd.Args[0] = c.Name
	if c.Path == Kube {
		cmd.Args = append([]string{"k3s", c.Name}, c.Args...)
	}
	cmd.Env = append(os.Environ(), c.Env...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if c.Log != nil {
		cmd.Stdout, cmd.Stderr = c.Log, c.Log
	}
	// A group of its own: a Ctrl-C at the terminal must reach the launcher only, which stops the rest in order.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("cannot start %s: %w", c.Name, err)
	}
	ch := &child{cmd, c.Gentle, make(chan struct{})}
	g.mu.Lock()
	g.children = append(g.children, ch)
	g.mu.Unlock()
	go g.watch(c.Name, ch)
	return nil
}

func (g *Group) watch(name string, ch *child) {
	err := ch.cmd.Wait()
	close(ch.done)
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.stopping {
		return
	}
	reason := "exit status 0"
	if err != nil {
		reason = err.Error()
	}
	select {
	case g.Ended <- fmt.Sprintf("%s exited: %s", name, reason):
	default:
	}
}

// Stop ends all components within about a second: the datastore and containerd may write their state, the rest is killed.
func (g *Group) Stop() {
	g.mu.Lock()
	g.stopping = true
	children := g.children
	g.mu.Unlock()
	for _, ch := range children {
		if ch.gentle {
			ch.cmd.Process.Signal(syscall.SIGTERM)
		} else {
			// With all of its own: processes of a guest would go on in the container for a moment, without their kernel.
			syscall.Kill(-ch.cmd.Process.Pid, syscall.SIGKILL)
		}
	}
	deadline := time.After(stopTime)
	for _, ch := range children {
		select {
		case <-ch.done:
		case <-deadline:
			return
		}
	}
}
