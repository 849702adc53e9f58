// Package server is the server's half of k3s: datastore, API server with the supervisor, controller manager, scheduler.
package server

import (
	"context"
	"fmt"
	"net"
	"time"

	"servicelab.dev/node/internal/cluster"
	"servicelab.dev/node/internal/kubeapi"
	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/proc"
)

const (
	poll      = 50 * time.Millisecond
	etcdData  = "/run/k3s/etcd.sock"
	etcdPeers = "/run/k3s/etcd-peer.sock"
)

// Options are the settings of `k3s server` beyond those of its node.
type Options struct {
	Data, NodeName                       string
	NodeIPs                              []string
	ExplicitIPs                          bool
	Token, AgentToken                    string
	TLSSANs                              []string
	BindAddress, Port, LBPort            string
	AdvertiseAddress                     string
	NodePortRange                        string
	APIServerArgs                        []string
	ControllerManagerArgs, SchedulerArgs []string
	Kubeconfig, KubeconfigMode           string
	Config                               cluster.Config
}

// Server is one control plane.
type Server struct {
	Options
	paths cluster.Paths
}

// New returns a server that has not started anything yet.
func New(options Options) *Server {
	return &Server{Options: options, paths: cluster.Paths{Data: options.Data}}
}

// Start starts datastore and API server after Prepare; it returns when nodes can join. The rest starts in the background as the
// API becomes ready; what fails there ends the process.
func (s *Server) Start(ctx context.Context, group *proc.Group) error {
	if err := s.startDatastore(group); err != nil {
		return err
	}
	// An API server that finds no datastore backs off for a second.
	if err := waitFor(ctx, "unix", etcdData); err != nil {
		return err
	}
	if err := s.startAPIServer(group); err != nil {
		return err
	}
	if err := waitFor(ctx, "tcp", "127.0.0.1:"+s.Port); err != nil {
		return err
	}
	go func() {
		if err := s.whenReady(ctx, group); err != nil && ctx.Err() == nil {
			logline.Fatal("%v", err)
		}
	}()
	return nil
}

func waitFor(ctx context.Context, network, address string) error {
	for ctx.Err() == nil {
		conn, err := net.DialTimeout(network, address, time.Second)
		if err == nil {
			return conn.Close()
		}
		<-time.After(poll)
	}
	return ctx.Err()
}

func (s *Server) localAPI() string { return "https://127.0.0.1:" + s.LBPort }

// whenReady does what k3s does once the API answers: controllers, kubeconfig, roles, ConfigMap cluster-dns, the server's labels.
func (s *Server) whenReady(ctx context.Context, group *proc.Group) error {
	client, err := kubeapi.New("https://127.0.0.1:"+s.Port, s.tls("server-ca.crt"), s.tls("client-admin.crt"), s.tls("client-admin.key"))
	if err != nil {
		return err
	}
	if err := until(ctx, func() error { return client.Get(ctx, "/readyz", nil) }); err != nil {
		return err
	}
	logline.Info("Kube API server is now running")
	// Not earlier: without the default roles, which "ready" includes, the controller manager gives up.
	if err := s.startControllers(group); err != nil {
		return err
	}
	logline.Info("Wrote kubeconfig %s", s.Kubeconfig)
	logline.Info("Run: k3s kubectl")
	s.sayHowToJoin()
	logline.Info("k3s is up and running")
	if err := until(ctx, func() error { return s.applyObjects(ctx, client) }); err != nil {
		return err
	}
	logline.Info("Cluster dns configmap has been set successfully")
	err = until(ctx, func() error {
		return client.Patch(ctx, "/api/v1/nodes/"+s.NodeName, map[string]any{"metadata": map[string]any{"labels": map[string]string{
			"node-role.kubernetes.io/control-plane": "true", "node-role.kubernetes.io/master": "true"}}})
	})
	if err == nil {
		logline.Info("Labels and annotations have been set successfully on node: %s", s.NodeName)
	}
	return err
}

func until(ctx context.Context, try func() error) error {
	for ctx.Err() == nil {
		if try() == nil {
			return nil
		}
		<-time.After(poll)
	}
	return ctx.Err()
}

func (s *Server) sayHowToJoin() {
	logline.Info("Server node token is available at %s", s.paths.Server("token"))
	logline.Info("To join server node to cluster: k3s server -s https://%s:%s -t ${SERVER_NODE_TOKEN}", s.NodeIPs[0], s.Port)
	logline.Info("Agent node token is available at %s", s.paths.Server("agent-token"))
	logline.Info("To join agent node to cluster: k3s agent -s https://%s:%s -t ${AGENT_NODE_TOKEN}", s.NodeIPs[0], s.Port)
}

// ValidatePort refuses what is no port number.
func ValidatePort(name, text string) error {
	var port uint16
	if _, err := fmt.Sscanf(text, "%d", &port); err != nil || port == 0 {
		return fmt.Errorf("invalid %s %s", name, text)
	}
	return nil
}
