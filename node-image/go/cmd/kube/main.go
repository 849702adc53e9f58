// Command kube holds every Kubernetes component of a node in one binary.
//
// The launcher (cmd/k3s) starts each component as a child process of this binary, chosen by the first argument. One binary
// means one link in the build, one copy of the code in the image, and shared pages in memory.
package main

import (
	"context"
	"fmt"
	"os"
	_ "time/tzdata" // CronJob time zones: the image has no zoneinfo

	"github.com/spf13/cobra"
	"go.etcd.io/etcd/server/v3/etcdmain"
	_ "k8s.io/client-go/plugin/pkg/client/auth"
	"k8s.io/component-base/cli"
	"k8s.io/component-base/logs"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/restclient"
	_ "k8s.io/component-base/metrics/prometheus/version"
	kubectl "k8s.io/kubectl/pkg/cmd"
	kubectlutil "k8s.io/kubectl/pkg/cmd/util"
	controllermanager "k8s.io/kubernetes/cmd/kube-controller-manager/app"
	proxy "k8s.io/kubernetes/cmd/kube-proxy/app"
	scheduler "k8s.io/kubernetes/cmd/kube-scheduler/app"
	kubelet "k8s.io/kubernetes/cmd/kubelet/app"
)

// components maps the first argument to the component it starts. A component returns its exit code.
var components = map[string]func() int{
	"etcd":                    func() int { etcdmain.Main(os.Args); return 0 },
	"kube-apiserver":          func() int { return cli.Run(newAPIServerCommand()) },
	"kube-controller-manager": cobraComponent(controllermanager.NewControllerManagerCommand),
	"kube-scheduler":          func() int { return cli.Run(scheduler.NewSchedulerCommand()) },
	"kubelet":                 func() int { return cli.Run(kubelet.NewKubeletCommand(context.Background())) },
	"kube-proxy":              cobraComponent(proxy.NewProxyCommand),
	"check-kube-proxy-args":   checkKubeProxyArgs,
	"kubectl":                 runKubectl,
}

func main() {
	if len(os.Args) < 2 {
		fatal("usage: kube COMPONENT [ARG...]")
	}
	run, ok := components[os.Args[1]]
	if !ok {
		fatal(fmt.Sprintf("kube: unknown component %q", os.Args[1]))
	}
	os.Args = os.Args[1:]
	os.Exit(run())
}

func fatal(line string) {
	fmt.Fprintln(os.Stderr, line)
	os.Exit(2)
}

func cobraComponent(newCommand func() *cobra.Command) func() int {
	return func() int { return cli.Run(newCommand()) }
}

// checkKubeProxyArgs parses kube-proxy arguments without starting it: k3s refuses wrong ones even with its proxy disabled.
func checkKubeProxyArgs() int {
	if err := proxy.NewProxyCommand().ParseFlags(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func runKubectl() int {
	logs.GlogSetter(kubectl.GetLogVerbosity(os.Args)) //nolint:errcheck // as upstream's main: a bad level is reported later
	if err := cli.RunNoErrOutput(kubectl.NewDefaultKubectlCommand()); err != nil {
		kubectlutil.CheckErr(err)
	}
	return 0
}
