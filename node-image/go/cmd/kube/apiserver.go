package main

import (
	"context"
	"net/http"

	"github.com/spf13/cobra"
	utilerrors "k8s.io/apimachinery/pkg/util/errors"
	genericapiserver "k8s.io/apiserver/pkg/server"
	"k8s.io/client-go/rest"
	basecompatibility "k8s.io/component-base/compatibility"
	logsapi "k8s.io/component-base/logs/api/v1"
	_ "k8s.io/component-base/metrics/prometheus/workqueue"
	"k8s.io/component-base/version/verflag"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
	"k8s.io/kubernetes/cmd/kube-apiserver/app/options"

	"servicelab.dev/node/internal/supervisor"
)

// newAPIServerCommand is upstream's kube-apiserver with one more HTTP handler in front: the supervisor.
//
// k3s serves its supervisor and the Kubernetes API on one port, 6443, and hands API requests to the apiserver's handler in
// process. Doing the same keeps every way to authenticate (client certificates, tokens, the front proxy) exactly
// upstream's, which a reverse proxy before the apiserver could not.
func newAPIServerCommand() *cobra.Command {
	opts := options.NewServerRunOptions()
	supervisorDir := ""
	ctx := genericapiserver.SetupSignalContext()
	cmd := &cobra.Command{
		Use:          "kube-apiserver",
		SilenceUsage: true,
		Args:         cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			verflag.PrintAndExitIfRequested()
			registry := opts.GenericServerRunOptions.ComponentGlobalsRegistry
			if err := registry.Set(); err != nil {
				return err
			}
			rest.SetDefaultWarningHandler(rest.NoWarnings{})
			if err := logsapi.ValidateAndApply(opts.Logs, registry.FeatureGateFor(basecompatibility.DefaultKubeComponent)); err != nil {
				return err
			}
			completed, err := opts.Complete(ctx)
			if err != nil {
				return err
			}
			if errs := completed.Validate(); len(errs) != 0 {
				return utilerrors.NewAggregate(errs)
			}
			server, err := serverChain(completed, supervisorDir)
			if err != nil {
				return err
			}
			return server.Run(ctx)
		},
	}
	cmd.SetContext(ctx)
	flags := opts.Flags()
	verflag.AddFlags(flags.FlagSet("global"))
	for _, set := range flags.FlagSets {
		cmd.Flags().AddFlagSet(set)
	}
	cmd.Flags().StringVar(&supervisorDir, "supervisor-dir", "", "k3s server directory; serves the supervisor's paths from it")
	return cmd
}

type runnable interface {
	Run(ctx context.Context) error
}

func serverChain(opts options.CompletedOptions, supervisorDir string) (runnable, error) {
	config, err := app.NewConfig(opts)
	if err != nil {
		return nil, err
	}
	if supervisorDir != "" {
		front, err := supervisor.New(supervisorDir, nil)
		if err != nil {
			return nil, err
		}
		aggregator := config.Aggregator.GenericConfig
		build := aggregator.BuildHandlerChainFunc
		aggregator.BuildHandlerChainFunc = func(h http.Handler, c *genericapiserver.Config) http.Handler {
			return front.Before(build(h, c))
		}
	}
	completed, err := config.Complete()
	if err != nil {
		return nil, err
	}
	chain, err := app.CreateServerChain(completed)
	if err != nil {
		return nil, err
	}
	return chain.PrepareRun()
}
