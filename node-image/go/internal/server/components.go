package server

import (
	"strings"

	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/node"
	"servicelab.dev/node/internal/proc"
)

// startDatastore runs etcd on unix sockets: without TLS on a TCP port every pod of the host network could read all Secrets.
// Nothing is synced to disk: a lab's cluster does not outlive a power cut.
func (s *Server) startDatastore(group *proc.Group) error {
	return group.Start(proc.Component{
		Name: "etcd", Path: proc.Kube, Gentle: true,
		Args: []string{
			"--name=k3s", "--data-dir=" + s.paths.Server("db", "etcd"), "--unsafe-no-fsync",
			"--listen-client-urls=unix://" + etcdData, "--advertise-client-urls=http://127.0.0.1:2379",
			// etcd insists on advertising host:port; nobody dials it, as there are no other members.
			"--listen-peer-urls=unix://" + etcdPeers, "--initial-advertise-peer-urls=http://127.0.0.1:2380",
			"--initial-cluster=k3s=http://127.0.0.1:2380",
			"--log-level=warn",
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
	return group.Start(proc.Component{Name: name, Path: proc.Kube, Args: args})
}
