package dev.servicelab.labs.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The pods of the proxies and of the cluster's DNS. */
public final class SystemPods {
  private static final String NAMESPACE = "kube-system";
  private static final String PROXY = "kube-proxy";
  private static final String DNS = "kube-dns";

  private final Scene scene;

  /**
   * @param scene whose cluster is meant
   */
  public SystemPods(Scene scene) {
    this.scene = scene;
  }

  /** Deletes the proxy's pod on a node, and waits until its successor is ready and it is gone. */
  public void replaceProxyOf(String node) {
    replace(PROXY, proxyOf(node));
  }

  /** Deletes the proxy's pod on a node, whose successor may never be ready. */
  public void deleteProxyOf(String node) {
    delete(proxyOf(node));
  }

  /**
   * How the proxy on a node has ended, last time.
   *
   * @throws AssertionError if it has not
   */
  public Ended endedProxyOf(String node) {
    String name = proxyOf(node).name();
    PodResource pod = scene.client().pods().inNamespace(NAMESPACE).withName(name);
    return pod.get().getStatus().getContainerStatuses().stream()
        .flatMap(status -> Stream.of(status.getState(), status.getLastState()))
        .map(ContainerState::getTerminated)
        .filter(Objects::nonNull)
        .findFirst()
        .map(state -> new Ended(state.getExitCode(), pod.getLog()))
        .orElseThrow(() -> new AssertionError(name + " on " + node + " has not ended"));
  }

  /**
   * The end of a container.
   *
   * @param exitCode of its process
   * @param log what it wrote, or what its successor has written so far
   */
  public record Ended(int exitCode, String log) {}

  /** Deletes one of the DNS pods, and waits until its successor is ready and it is gone. */
  public void replaceDns() {
    replace(DNS, all(DNS).getFirst());
  }

  /** Replaces all DNS pods as a new image would, and waits until the old ones are gone. */
  public void restartDns() {
    List<PodView> old = all(DNS);
    scene
        .client()
        .apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .withName("coredns")
        .rolling()
        .restart();
    awaitOthers(DNS, old, old.size());
  }

  /** The DNS pods there are. */
  public List<PodView> dns() {
    return all(DNS);
  }

  private PodView proxyOf(String node) {
    return all(PROXY).stream()
        .filter(pod -> pod.node().equals(node) && !pod.leaving())
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no proxy on " + node));
  }

  private void delete(PodView pod) {
    scene.client().pods().inNamespace(NAMESPACE).withName(pod.name()).delete();
  }

  private void replace(String app, PodView old) {
    int count = all(app).size();
    delete(old);
    awaitOthers(app, List.of(old), count);
  }

  private void awaitOthers(String app, List<PodView> old, int count) {
    List<String> names = old.stream().map(PodView::name).toList();
    scene
        .eventually()
        .see(
            "other pods in the place of " + old,
            scene.timeouts().podsReady(),
            1,
            () -> all(app),
            found ->
                assertThat(found)
                    .hasSize(count)
                    .allMatch(PodView::ready)
                    .noneMatch(pod -> names.contains(pod.name())));
  }

  private List<PodView> all(String app) {
    return scene
        .client()
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel("k8s-app", app)
        .list()
        .getItems()
        .stream()
        .map(PodView::of)
        .toList();
  }
}
