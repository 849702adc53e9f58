package dev.servicelab.labs.steps.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.kernel.Oracle;
import dev.servicelab.labs.kernel.SavedRules;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.http.HttpAnswer;
import dev.servicelab.labs.traffic.http.NodeHttp;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.Packet.Origin;
import dev.servicelab.proxy.trace.Story;
import dev.servicelab.state.Protocol;
import io.cucumber.java.en.Then;
import java.util.List;

/** The pages on which a proxy says what it does, and why. */
public final class ExplainSteps {
  private static final String ADDRESS = "http://127.0.0.1:10249";

  private final Scene scene;
  private final Pods pods;
  private final Oracle oracle;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param oracle says which ways there are
   */
  public ExplainSteps(Scene scene, Pods pods, Oracle oracle) {
    this.scene = scene;
    this.pods = pods;
    this.oracle = oracle;
  }

  /** With the comment that says what asked for it, which the kernel does not keep. */
  @Then("\\/rules of the proxy on {node} has every rule of the Service {string}, with its cause")
  public void rules(String node, String service) {
    String name = scene.namespace() + "/" + service;
    List<String> kernel =
        SavedRules.of(scene.cluster(), node).rules().stream()
            .filter(rule -> rule.contains("\"" + name))
            .toList();
    assertThat(kernel).isNotEmpty();
    String page = page(node, "/rules?service=" + name);
    scene.attach("/rules on " + node, page);
    for (String rule : kernel) {
      assertThat(page.lines())
          .anyMatch(line -> line.startsWith(rule + "  # ") && line.contains(service));
    }
  }

  /** As JSON, in the words of the Kubernetes API. */
  @Then("\\/state of the proxy on {node} lists {pods} for the Service {string}")
  public void state(String node, List<String> names, String service) {
    String page = page(node, "/state");
    assertThat(page).contains(scene.namespace() + "/" + service);
    for (String name : names) {
      assertThat(page).contains(pods.named(name).ip() + ":80");
    }
  }

  /** The running proxy, from its own rules, tells what lab trace tells from the API objects. */
  @Then(
      "\\/explain on {node} tells of a packet from pod {string} to {targets} what lab trace tells")
  public void explain(String node, String client, List<Target> to) {
    PodView pod = pods.named(client);
    Target target = to.getFirst();
    Packet packet =
        new Packet(Origin.NETWORK, pod.ip(), Protocol.TCP, target.host(), target.port());
    String story = new Story(packet, oracle.traces(node, packet)).text();
    String page =
        scene
            .eventually()
            .see(
                "/explain on " + node,
                scene.timeouts().traffic(),
                1,
                () -> page(node, "/explain?from=%s&to=%s".formatted(pod.ip(), target)),
                text -> assertThat(text).isEqualTo(story));
    scene.attach("/explain on " + node, page);
  }

  /** In words, with what is wrong, and as a client's mistake. */
  @Then("\\/explain on {node} refuses a question without an address, and says what it wants")
  public void refuses(String node) {
    HttpAnswer answer =
        NodeHttp.get(scene.cluster(), node, ADDRESS + "/explain?from=somebody&to=nowhere");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("IP:PORT");
  }

  private String page(String node, String path) {
    HttpAnswer answer = NodeHttp.get(scene.cluster(), node, ADDRESS + path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }
}
