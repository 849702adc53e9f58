package dev.servicelab.labs.traffic.http;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import java.io.IOException;
import java.util.List;

/** HTTP from one pod of the scenario to another: a page for kubelet, Prometheus or a learner. */
public final class PodHttp {
  private final Scene scene;
  private final Pods pods;

  /**
   * @param scene whose pods they are
   * @param pods finds them
   */
  public PodHttp(Scene scene, Pods pods) {
    this.scene = scene;
    this.pods = pods;
  }

  /**
   * Asks a server for a page, as kubelet and Prometheus do.
   *
   * @param client the pod that asks
   * @throws AssertionError if nobody answers, or not as HTTP asks
   */
  public HttpAnswer page(String client, String server, int port, String path) {
    String url = "http://%s:%d%s".formatted(pods.named(server).ip(), port, path);
    CommandResult result = scene.inPod(client, List.of("curl", "-sSi", "--max-time", "5", url));
    try {
      return HttpAnswer.parse(result.stdout());
    } catch (IOException e) {
      throw new AssertionError(url + ": " + result.stderr().strip(), e);
    }
  }
}
