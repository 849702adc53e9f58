// Package server is the server's half of k3s: datastore, API server with the supervisor, controller manager, scheduler.
package server

import (
	"context"
	"fmt"
	"net"
	"strings"
	"time"

	"servicelab.dev/node/internal/cluster"
	"servicelab.dev/node/internal/kubeapi"
	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/node"
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

// Start writes the files and starts datastore and API server; it returns when nodes can join. The rest starts in the
// background as the API becomes ready; what fails there ends the process.
func (s *Server) Start(ctx context.Context, group *proc.Group) error {
	if err := s.prepare(); err != nil {
		return err
	}
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

// startDatastore runs etcd on unix sockets: without TLS on a TCP port every pod of the host network could read all Secrets.
// Nothing is synced to disk: a lab's cluster does not outlive a power cut.
func (s *Server) startDatastore(group *proc.Group) error {
	return group.Start(proc.Component{
		Name: "etcd", Path: proc.Kube, Gentle: true, Env: node.Tuned("50"),
		Args: []string{
			"--name=default", "--data-dir=" + s.paths.Server("db", "etcd"), "--unsafe-no-fsync",
			"--listen-client-urls=unix://" + etcdData, "--advertise-client-urls=http://127.0.0.1:2379",
			// etcd insists on advertising host:port; nobody dials it, as there are no other members.
			"--listen-peer-urls=unix://" + etcdPeers, "--initial-advertise-peer-urls=http://127.0.0.1:2380",
			"--initial-cluster=default=http://127.0.0.1:2380",
			"--snapshot-count=5000", "--log-level=warn",
		},
	})
}

func (s *Server) startAPIServer(group *proc.Group) error {
	issuer := "https://kubernetes.default.svc." + s.Config.ClusterDomain
	defaults := []string{
		"allow-privileged=true", "anonymous-auth=false", "api-audiences=" + issuer + ",k3s",
		"authorization-mode=Node,RBAC", "bind-address=" + s.BindAddress, "cert-dir=" + s.tls("temporary-certs"), "client-ca-file=" + s.tls("client-ca.crt"),
		"enable-admission-plugins=NodeRestriction", "enable-aggregator-routing=true", "enable-bootstrap-token-auth=true",
		"etcd-servers=unix://" + etcdData, "kubelet-certificate-authority=" + s.tls("server-ca.crt"),
		"kubelet-client-certificate=" + s.tls("client-kube-apiserver.crt"), "kubelet-client-key=" + s.tls("client-kube-apiserver.key"),
		"kubelet-preferred-address-types=InternalIP,ExternalIP,Hostname", "profiling=false",
		"proxy-client-cert-file=" + s.tls("client-auth-proxy.crt"), "proxy-client-key-file=" + s.tls("client-auth-proxy.key"),
		"requestheader-allowed-names=system:auth-proxy", "requestheader-client-ca-file=" + s.tls("request-header-ca.crt"),
		"requestheader-extra-headers-prefix=X-Remote-Extra-", "requestheader-group-headers=X-Remote-Group", "requestheader-username-headers=X-Remote-User",
		"secure-port=" + s.Port, "service-account-issuer=" + issuer, "service-account-key-file=" + s.tls("service.key"),
		"service-account-signing-key-file=" + s.tls("service.key"), "service-cluster-ip-range=" + strings.Join(s.Config.ServiceCIDRs, ","),
		"service-node-port-range=" + s.NodePortRange, "supervisor-dir=" + s.paths.Server(),
		"tls-cert-file=" + s.tls("serving-kube-apiserver.crt"), "tls-private-key-file=" + s.tls("serving-kube-apiserver.key"),
	}
	if s.AdvertiseAddress != "" {
		defaults = append(defaults, "advertise-address="+s.AdvertiseAddress)
	}
	return s.component(group, "kube-apiserver", defaults, s.APIServerArgs)
}

func (s *Server) startControllers(group *proc.Group) error {
	controller, scheduler := s.paths.Server("cred", "controller.kubeconfig"), s.paths.Server("cred", "scheduler.kubeconfig")
	defaults := []string{
		"allocate-node-cidrs=true", "authentication-kubeconfig=" + controller, "authorization-kubeconfig=" + controller, "bind-address=127.0.0.1",
		"cluster-cidr=" + strings.Join(s.Config.ClusterCIDRs, ","), "configure-cloud-routes=false", "controllers=*,tokencleaner",
		"kubeconfig=" + controller, "leader-elect=false", "profiling=false", "root-ca-file=" + s.tls("server-ca.crt"), "secure-port=10257",
		"service-account-private-key-file=" + s.tls("service.key"), "service-cluster-ip-range=" + strings.Join(s.Config.ServiceCIDRs, ","),
		"use-service-account-credentials=true",
		// Every controller first fetches a token of its own; at the default 20 requests a second that delays the first pod CIDR by 4 s.
		"kube-api-qps=200", "kube-api-burst=400",
	}
	for signer, ca := range map[string]string{"kube-apiserver-client": "client-ca", "kubelet-client": "client-ca", "kubelet-serving": "server-ca", "legacy-unknown": "server-ca"} {
		defaults = append(defaults, "cluster-signing-"+signer+"-cert-file="+s.tls(ca+".crt"), "cluster-signing-"+signer+"-key-file="+s.tls(ca+".key"))
	}
	if err := s.component(group, "kube-controller-manager", defaults, s.ControllerManagerArgs); err != nil {
		return err
	}
	return s.component(group, "kube-scheduler", []string{
		"authentication-kubeconfig=" + scheduler, "authorization-kubeconfig=" + scheduler, "bind-address=127.0.0.1", "kubeconfig=" + scheduler,
		"leader-elect=false", "profiling=false", "secure-port=10259",
	}, s.SchedulerArgs)
}

func (s *Server) component(group *proc.Group, name string, defaults, user []string) error {
	args := node.MergeArgs(defaults, user)
	logline.Info("Running %s %s", name, strings.Join(args, " "))
	return group.Start(proc.Component{Name: name, Path: proc.Kube, Args: args, Env: node.Tuned("60")})
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
