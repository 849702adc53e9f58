package server

import (
	"context"
	"os"
	"strconv"
	"strings"

	"servicelab.dev/node/internal/kubeapi"
	"servicelab.dev/node/internal/logline"
	"servicelab.dev/node/internal/pki"
)

const rbac = "rbac.authorization.k8s.io/v1"

// applyObjects creates the few objects that k3s itself needs. Addons are not among them: labs bring their own.
func (s *Server) applyObjects(ctx context.Context, client *kubeapi.Client) error {
	role := map[string]any{
		"apiVersion": rbac, "kind": "ClusterRole", "metadata": map[string]any{"name": "system:k3s-controller"},
		"rules": []map[string]any{{"apiGroups": []string{""}, "resources": []string{"nodes"}, "verbs": []string{"get", "list", "watch"}}},
	}
	binding := map[string]any{
		"apiVersion": rbac, "kind": "ClusterRoleBinding", "metadata": map[string]any{"name": "system:k3s-controller"},
		"roleRef":  map[string]any{"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "system:k3s-controller"},
		"subjects": []map[string]any{{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "system:k3s-controller"}},
	}
	dns := map[string]any{
		"apiVersion": "v1", "kind": "ConfigMap", "metadata": map[string]any{"name": "cluster-dns", "namespace": "kube-system"},
		"data": map[string]string{"clusterDNS": strings.Join(s.Config.ClusterDNS, ","), "clusterDomain": s.Config.ClusterDomain},
	}
	for path, object := range map[string]any{
		"/apis/" + rbac + "/clusterroles/system:k3s-controller":        role,
		"/apis/" + rbac + "/clusterrolebindings/system:k3s-controller": binding,
		"/api/v1/namespaces/kube-system/configmaps/cluster-dns":        dns,
	} {
		if err := client.Apply(ctx, path, object); err != nil {
			return err
		}
	}
	return nil
}

// writeKubeconfig writes the administrator's kubeconfig. As in k3s, a file elsewhere turns the usual path into a link to it,
// and a mode that is no octal number is logged and ignored.
func (s *Server) writeKubeconfig() error {
	const usual = "/etc/rancher/k3s/k3s.yaml"
	host := s.BindAddress
	if host == "0.0.0.0" || host == "::" {
		host = "127.0.0.1"
	}
	content, err := pki.InlineKubeconfig("https://"+host+":"+s.Port, s.paths.Server("tls"))
	if err != nil {
		return err
	}
	if err := os.WriteFile(s.Kubeconfig, content, 0o600); err != nil {
		return err
	}
	if s.KubeconfigMode != "" {
		mode, err := strconv.ParseUint(s.KubeconfigMode, 8, 32)
		if err == nil {
			err = os.Chmod(s.Kubeconfig, os.FileMode(mode))
		}
		if err != nil {
			logline.Error("Failed to set %s to mode %s: %v", s.Kubeconfig, s.KubeconfigMode, err)
		}
	}
	if s.Kubeconfig != usual {
		os.Remove(usual)
		if err := os.Symlink(s.Kubeconfig, usual); err != nil {
			return err
		}
	}
	return nil
}
