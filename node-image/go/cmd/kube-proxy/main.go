// Command kube-proxy is upstream's kube-proxy, unchanged: the reference that ServiceLab's own proxy is compared with.
// It is a binary of its own, so that its memory and start-up are not those of the node image's multi-call binary.
package main

import (
	"os"

	"k8s.io/component-base/cli"
	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
	"k8s.io/kubernetes/cmd/kube-proxy/app"
)

func main() {
	os.Exit(cli.Run(app.NewProxyCommand()))
}
