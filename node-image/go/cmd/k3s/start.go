package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"servicelab.dev/node/internal/cli"
	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/netsetup"
	"servicelab.dev/node/internal/node"
	"servicelab.dev/node/internal/ownkernel"
	"servicelab.dev/node/internal/proc"
	"servicelab.dev/node/internal/server"
	"servicelab.dev/node/internal/token"
)

const defaultLBPort = "6444"

// withoutEffect are flags of k3s whose subject this image does not have; a lab that passes them still runs.
var withoutEffect = []string{"debug", "private-registry", "prefer-bundled-bin", "egress-selector-mode", "tls-san-security", "write-kubeconfig-group", "cluster-init"}

// start runs a node until a signal (then it returns nil) or until a component ends (then an error).
func start(role cli.Role, v *cli.Values) error {
	options, err := nodeOptions(role, v)
	if err != nil {
		return err
	}
	if err := proc.CheckCgroups(); err != nil {
		return err
	}
	logline.Info("Starting k3s%s %s", map[cli.Role]string{cli.Agent: " agent"}[role], version)
	for _, name := range withoutEffect {
		if v.Text(name) != "" {
			logline.Warn("--%s has no effect in this image", name)
		}
	}
	return supervise(func(ctx context.Context, group *proc.Group) error { return startAll(ctx, role, v, options, group) })
}

// supervise starts components until a signal (then it returns nil) or until one of them ends (then an error).
func supervise(startAll func(context.Context, *proc.Group) error) error {
	ctx, cancel := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer cancel()
	group := proc.NewGroup()
	defer group.Stop()
	failed := make(chan error, 1)
	go func() { failed <- startAll(ctx, group) }()
	for {
		select {
		case <-ctx.Done():
			return nil
		case reason := <-group.Ended:
			return errors.New(reason)
		case err := <-failed:
			if err != nil && ctx.Err() == nil {
				return err
			}
		}
	}
}

func startAll(ctx context.Context, role cli.Role, v *cli.Values, options node.Options, group *proc.Group) error {
	if role == cli.Agent {
		return startNode(ctx, options, "", group)
	}
	serverOptions, err := serverOptions(v, options)
	if err != nil {
		return err
	}
	sayWhatIsMissing(v)
	control := server.New(serverOptions)
	if err := control.Prepare(); err != nil {
		return err
	}
	options.ServerURL = "https://127.0.0.1:" + serverOptions.Port
	options.NoCNI = serverOptions.Config.FlannelBackend == "none"
	if options.Token, err = control.NodeToken(); err != nil {
		return err
	}
	if !ownkernel.Present() {
		if err := control.Start(ctx, group); err != nil {
			return err
		}
		return startNode(ctx, options, serverOptions.Port, group)
	}
	// The guest boots meanwhile, and its node waits for the server as an agent does.
	if err := startNode(ctx, options, serverOptions.Port, group); err != nil {
		return err
	}
	return control.Start(ctx, group)
}

// startNode starts the node's half here, or in a guest where the image has a kernel for one. port is the API server's if it is
// in this container.
func startNode(ctx context.Context, options node.Options, port string, group *proc.Group) error {
	if ownkernel.Present() {
		return ownkernel.Start(group, options, port)
	}
	netsetup.ChooseIptables()
	return node.New(options).Run(ctx, group)
}

func nodeOptions(role cli.Role, v *cli.Values) (node.Options, error) {
	o := node.Options{
		Data: v.TextOr("data-dir", "/var/lib/rancher/k3s"), ServerURL: v.Text("server"),
		Labels: v.List("node-label"), Taints: v.List("node-taint"),
		KubeletArgs: v.List("kubelet-arg"), KubeProxyArgs: v.List("kube-proxy-arg"),
		ResolvConf: v.Text("resolv-conf"), PauseImage: imageName(v.TextOr("pause-image", "rancher/mirrored-pause:3.6")),
		Snapshotter: v.TextOr("snapshotter", "overlayfs"), LBPort: v.TextOr("lb-server-port", defaultLBPort), Verbosity: v.Text("v"),
		ProtectKernelDefaults: v.Is("protect-kernel-defaults"),
	}
	if v.Is("docker") {
		return o, errors.New("--docker: this image only has containerd")
	}
	var err error
	if o.Name, err = nodeName(v); err != nil {
		return o, err
	}
	if o.IPs, err = addresses("node-ip", v.List("node-ip")); err != nil {
		return o, err
	}
	if o.ExternalIPs, err = addresses("node-external-ip", v.List("node-external-ip")); err != nil {
		return o, err
	}
	if len(o.IPs) == 0 {
		if iface := v.Text("flannel-iface"); iface != "" {
			o.IPs, err = netsetup.InterfaceIPs(iface)
		} else {
			o.IPs, err = netsetup.DefaultRouteIPs()
		}
		if err != nil {
			return o, err
		}
	}
	if role == cli.Agent {
		return o, agentToken(v, &o)
	}
	if o.ServerURL != "" {
		return o, errors.New("--server: this image has no clusters with more than one server")
	}
	o.BindAddress = v.Text("bind-address")
	return o, nil
}

// agentToken reads the secret of an agent. One that joined before may start again without it.
func agentToken(v *cli.Values, o *node.Options) error {
	text, err := textOrFile(v, "token", "token-file")
	if err != nil {
		return err
	}
	if text == "" {
		if _, err := os.Stat(o.Data + "/agent/client-kubelet.key"); err != nil {
			return errors.New("--token is required")
		}
	}
	if o.ServerURL == "" {
		return errors.New("--server is required")
	}
	if text == "" {
		return nil
	}
	t, err := token.Parse(text)
	o.Token = &t
	return err
}

func textOrFile(v *cli.Values, name, fileName string) (string, error) {
	file := v.Text(fileName)
	if file == "" {
		return v.Text(name), nil
	}
	data, err := os.ReadFile(file)
	return strings.TrimSpace(string(data)), err
}

func nodeName(v *cli.Values) (string, error) {
	name := v.Text("node-name")
	if name == "" {
		host, err := os.Hostname()
		if err != nil {
			return "", err
		}
		name = host
	}
	if v.Is("with-node-id") {
		if err := os.MkdirAll("/etc/rancher/node", 0o700); err != nil {
			return "", err
		}
		id, err := node.ID("/etc/rancher/node/id")
		if err != nil {
			return "", err
		}
		name += "-" + id
	}
	return strings.ToLower(name), nil
}

func addresses(name string, ips []string) ([]string, error) {
	for _, ip := range ips {
		if net.ParseIP(ip) == nil {
			return nil, fmt.Errorf("invalid %s: invalid ip format '%s'", name, ip)
		}
	}
	return ips, nil
}

// imageName completes a name as Docker does: no registry means docker.io.
func imageName(name string) string {
	first, _, ok := strings.Cut(name, "/")
	if ok && (strings.ContainsAny(first, ".:") || first == "localhost") {
		return name
	}
	if !ok {
		name = "library/" + name
	}
	return "docker.io/" + name
}
