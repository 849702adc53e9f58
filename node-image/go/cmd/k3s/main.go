// Command k3s is the entry point of the node image: `k3s server` and `k3s agent` with k3s's flags, files, ports and log lines,
// and `k3s kubectl|crictl|ctr`, which it also is under those names.
package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"

	"servicelab.dev/node/internal/cli"
	"servicelab.dev/node/internal/images"
	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/ownkernel"
	"servicelab.dev/node/internal/proc"
)

// version is set by the build to the Kubernetes version with this image's build metadata.
var version = "unknown"

const commands = `NAME:
   k3s - a k3s-compatible Kubernetes node for labs

USAGE:
   k3s COMMAND [OPTIONS]

COMMANDS:
   server   Run management server
   agent    Run node agent
   kubectl  Run kubectl
   crictl   Run crictl
   ctr      Run ctr
`

func main() {
	switch name := filepath.Base(os.Args[0]); {
	case name == "kubectl" || name == "crictl" || name == "ctr":
		runTool(name, os.Args[1:])
	case name == ownkernel.Enter:
		os.Exit(ownkernel.RunEnter(os.Args[1:]))
	case os.Args[0] == ownkernel.Init:
		ownkernel.RunInit()
		return
	case name == ownkernel.GuestName:
		runGuest()
		return
	}
	if len(os.Args) < 2 {
		fmt.Print(commands)
		return
	}
	switch command, args := os.Args[1], os.Args[2:]; command {
	case "server":
		runNode(cli.Server, args)
	case "agent":
		runNode(cli.Agent, args)
	case "kubectl", "crictl", "ctr":
		runTool(command, args)
	case "make-disk":
		makeDisk(args)
	case "--version", "-v":
		fmt.Println("k3s version", version)
	case "help", "--help", "-h":
		fmt.Print(commands)
	default:
		fmt.Fprintf(os.Stderr, "No help topic for '%s'\n", command)
		os.Exit(3)
	}
}

func runNode(role cli.Role, args []string) {
	if os.Args[0] != proc.InitName {
		if err := proc.LeaveRootCgroup(); err != nil {
			logline.Warn("cgroup v2: %v", err)
		}
	}
	if os.Getpid() == 1 {
		os.Exit(proc.RunInit(proc.InitName))
	}
	values, err := cli.Parse(role, args, os.Getenv, cli.FileArgs)
	var usage *cli.UsageError
	switch {
	case errors.Is(err, cli.ErrHelp):
		fmt.Print(cli.Help(role))
		return
	case errors.As(err, &usage):
		fmt.Printf("Incorrect Usage: %v\n\n%s\n", err, cli.Help(role))
		logline.Fatal("%v", err)
	case err != nil:
		logline.Fatal("%v", err)
	}
	if err := start(role, values); err != nil {
		logline.Fatal("%v", err)
	}
}

// runGuest runs the node in a guest, whose PID 1 switches off when this returns.
func runGuest() {
	if err := supervise(ownkernel.Run); err != nil {
		logline.Fatal("%v", err)
	}
}

// makeDisk is no command of k3s's: node-image/disk runs it in a container of an image with its own kernel.
func makeDisk(args []string) {
	values, err := cli.Parse(cli.Agent, []string{"--server=https://nobody", "--token=none", "--node-ip=127.0.0.1"}, os.Getenv, cli.FileArgs)
	if err != nil || len(args) != 1 {
		logline.Fatal("usage: k3s make-disk FILE")
	}
	options, err := nodeOptions(cli.Agent, values)
	if err == nil {
		err = ownkernel.MakeDisk(options, args[0])
	}
	if err != nil {
		logline.Fatal("%v", err)
	}
}

// runTool replaces this process by the tool, with k3s's defaults for it.
func runTool(name string, args []string) {
	env := os.Environ()
	setDefault := func(key, value string) {
		if os.Getenv(key) == "" {
			env = append(env, key+"="+value)
		}
	}
	path, argv := proc.Kube, append([]string{"k3s", "kubectl"}, args...)
	switch name {
	case "kubectl":
		const kubeconfig = "/etc/rancher/k3s/k3s.yaml"
		if _, err := os.Stat(kubeconfig); err == nil {
			setDefault("KUBECONFIG", kubeconfig)
		}
	case "ctr":
		setDefault("CONTAINERD_ADDRESS", "/run/k3s/containerd/containerd.sock")
		setDefault("CONTAINERD_NAMESPACE", "k8s.io")
		path, argv = images.Ctr, append([]string{name}, args...)
	case "crictl":
		fmt.Fprintln(os.Stderr, "k3s: this image has no crictl, as neither Debian nor the Go module proxy offers it everywhere; use ctr")
		os.Exit(1)
	}
	err := syscall.Exec(path, argv, env)
	fmt.Fprintf(os.Stderr, "k3s: cannot run %s: %v\n", name, err)
	os.Exit(1)
}
