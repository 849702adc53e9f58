package dev.servicelab.labs.world;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * DNS servers that a scenario has for itself: the program of the cluster's DNS, as its Deployment
 * runs it, with another Corefile. The cluster's own is left in peace.
 */
public final class DnsServers {
  private static final String SYSTEM = "kube-system";
  private static final String DNS = "coredns";
  private static final String CONFIG = "config-volume";
  private static final String RBAC = "rbac.authorization.k8s.io";

  private final Scene scene;
  private boolean allowed;

  /**
   * @param scene whose namespace they run in
   */
  public DnsServers(Scene scene) {
    this.scene = scene;
  }

  /**
   * Starts one as a pod of the scenario's namespace.
   *
   * @param name of the pod
   * @param configMap whose keys are its files in {@code /etc/coredns}; {@code Corefile} is one
   */
  public void start(String name, String configMap) {
    PodSpec spec = deployment().getSpec().getTemplate().getSpec();
    spec.setServiceAccountName(null);
    spec.setServiceAccount(null);
    spec.setPriorityClassName(null);
    spec.setAffinity(null);
    spec.setContainers(List.of(container(spec.getContainers().getFirst())));
    spec.getVolumes().stream()
        .filter(volume -> volume.getName().equals(CONFIG))
        .forEach(
            volume -> {
              volume.getConfigMap().setName(configMap);
              volume.getConfigMap().setItems(List.of());
            });
    scene
        .client()
        .resource(
            new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("app", name)
                .endMetadata()
                .withSpec(spec)
                .build())
        .inNamespace(scene.namespace())
        .create();
    scene.populate();
    scene.changed();
  }

  /** Lets every pod of the scenario's namespace read what cluster DNS has to read. */
  public void allow() {
    if (allowed) {
      return;
    }
    allowed = true;
    bind("servicelab:" + scene.namespace(), "servicelab:coredns");
  }

  /** Lets them list and watch all pods of the cluster, too. */
  public void allowPods() {
    String name = "servicelab:" + scene.namespace() + ":pods";
    scene
        .client()
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .addNewRule()
                .addToApiGroups("")
                .addToResources("pods")
                .addToVerbs("list", "watch")
                .endRule()
                .build())
        .create();
    scene.atEnd(() -> scene.client().rbac().clusterRoles().withName(name).delete());
    bind(name, name);
  }

  /** Gives every pod of the scenario's namespace the rights of a role. */
  private void bind(String name, String role) {
    scene
        .client()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef(RBAC, "ClusterRole", role)
                .addNewSubject(RBAC, "Group", "system:serviceaccounts:" + scene.namespace(), null)
                .build())
        .create();
    scene.atEnd(() -> scene.client().rbac().clusterRoleBindings().withName(name).delete());
  }

  /** What the server has written since its pod began, also before a restart of its container. */
  public String log(String name) {
    var pod = scene.client().pods().inNamespace(scene.namespace()).withName(name);
    boolean restarted =
        Optional.ofNullable(pod.get()).stream()
            .flatMap(found -> found.getStatus().getContainerStatuses().stream())
            .anyMatch(container -> container.getRestartCount() > 0);
    return (restarted ? pod.terminated().getLog() : "") + pod.getLog();
  }

  /**
   * Has kubelet bring a changed ConfigMap to the pod. By itself it looks after a pod about once a
   * minute; it does so at once when something about the pod changes, such as an annotation.
   */
  public void refresh(String server) {
    scene
        .client()
        .pods()
        .inNamespace(scene.namespace())
        .withName(server)
        .edit(
            pod ->
                new PodBuilder(pod)
                    .editMetadata()
                    .addToAnnotations("dev.servicelab/looked-after", Instant.now().toString())
                    .endMetadata()
                    .build());
  }

  /** The Deployment of the cluster's DNS as it is now. */
  public Deployment deployment() {
    return scene.client().apps().deployments().inNamespace(SYSTEM).withName(DNS).get();
  }

  /** The file that a ConfigMap of the cluster's DNS has under this name. */
  public String systemFile(String configMap, String file) {
    return Objects.requireNonNull(
        configMap(configMap).getData().get(file), configMap + " has no " + file);
  }

  /** A pod of another namespace cannot refer to the ConfigMap, so its values are written out. */
  private Container container(Container original) {
    return new ContainerBuilder(original)
        .withEnv(original.getEnv().stream().map(this::literal).toList())
        .build();
  }

  private EnvVar literal(EnvVar variable) {
    if (variable.getValueFrom() == null || variable.getValueFrom().getConfigMapKeyRef() == null) {
      return variable;
    }
    var source = variable.getValueFrom().getConfigMapKeyRef();
    return new EnvVarBuilder()
        .withName(variable.getName())
        .withValue(systemFile(source.getName(), source.getKey()))
        .build();
  }

  private ConfigMap configMap(String name) {
    return scene.client().configMaps().inNamespace(SYSTEM).withName(name).get();
  }
}
