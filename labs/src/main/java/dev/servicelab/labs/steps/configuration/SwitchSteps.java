package dev.servicelab.labs.steps.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.kernel.LedConnections;
import dev.servicelab.labs.kernel.ModeTraces;
import dev.servicelab.labs.traffic.Replies;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.traffic.Traffic;
import dev.servicelab.labs.traffic.http.NodeHttp;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import dev.servicelab.labs.world.SystemPods;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Which mode of the proxy leads connections, and what another mode has left. */
public final class SwitchSteps {
  private static final String MODE = "http://127.0.0.1:10249/proxyMode";

  /** Enough to see that not even one of them went the other way. */
  private static final int REQUESTS = 3;

  /** Each mode makes more than this, with the Services that every cluster has. */
  private static final int KINDS = 4;

  private final Scene scene;
  private final Services services;
  private final Requesters requesters;
  private final ProxyConfiguration configuration;
  private final SystemPods system;

  /**
   * @param scene the scenario
   * @param services its Services
   * @param requesters who can ask
   * @param configuration what the proxies read
   * @param system the pods of the proxies
   */
  public SwitchSteps(
      Scene scene,
      Services services,
      Requesters requesters,
      ProxyConfiguration configuration,
      SystemPods system) {
    this.scene = scene;
    this.services = services;
    this.requesters = requesters;
    this.configuration = configuration;
    this.system = system;
  }

  /** What the student has edited, and the proxies that then run in another mode than before. */
  @Given("the proxies' configuration is put back when the scenario is over")
  public void putBackAtEnd() {
    String original = configuration.text();
    String mode = ClusterSpec.fromSystemProperties().mode().word();
    scene.atEnd(
        () -> {
          configuration.write(original);
          scene.cluster().nodes().stream()
              .map(LabNode::name)
              .filter(node -> !mode.equals(modeOf(node)))
              .forEach(system::replaceProxyOf);
        });
  }

  /**
   * By the kernel's own counters, not by what the proxies say: each node asks the Service a few
   * times, and one mode's counter has grown by as much at least, the other's not at all.
   */
  @Then(
      "connections to the Service {string} are led by {word} on {int} node(s), and by {word} on"
          + " {int}")
  public void led(String service, String mode, int count, String otherMode, int others) {
    List<String> expected = new ArrayList<>();
    for (int node = 0; node < count + others; node++) {
      expected.add(Mode.of(node < count ? mode : otherMode).word());
    }
    scene
        .eventually()
        .see(
            "who leads connections on the nodes",
            scene.timeouts().podsReady(),
            1,
            () -> scene.cluster().nodes().stream().map(node -> leader(node, service)).toList(),
            leaders -> assertThat(leaders).containsExactlyInAnyOrderElementsOf(expected));
  }

  /** Both are looked for in the same way, so that an empty answer means something. */
  @Then("{node} has all that mode {word} makes, and nothing that only mode {word} makes")
  public void nothingLeft(String node, String mode, String other) {
    assertThat(EnumSet.of(Mode.of(mode), Mode.of(other))).containsExactly(Mode.values());
    scene
        .eventually()
        .see(
            "nothing of mode %s is left on %s".formatted(other, node),
            scene.timeouts().traffic(),
            1,
            () -> ModeTraces.of(scene.cluster(), node),
            traces -> {
              boolean ipvs = Mode.of(mode) == Mode.IPVS;
              assertThat(ipvs ? traces.ofIptables() : traces.ofIpvs()).isEmpty();
              assertThat(ipvs ? traces.ofIpvs() : traces.ofIptables()).hasSizeGreaterThan(KINDS);
            });
  }

  private String leader(LabNode node, String service) {
    String address = services.clusterIp(service);
    int port = services.port(service);
    String chain =
        services.portNames().stream()
            .filter(name -> name.service().equals(service))
            .map(ChainNames::service)
            .findFirst()
            .orElseThrow();
    LedConnections before = count(node, chain, address + ":" + port);
    for (Replies replies :
        Traffic.round(
            List.of(requesters.node(node.name())), List.of(new Target(address, port)), REQUESTS)) {
      assertThat(replies.answered()).as("%s", replies).hasSize(REQUESTS);
    }
    LedConnections after = count(node, chain, address + ":" + port);
    boolean iptables = after.byIptables() - before.byIptables() >= REQUESTS;
    boolean ipvs = after.byIpvs() - before.byIpvs() >= REQUESTS;
    boolean alone =
        iptables ? after.byIpvs() == before.byIpvs() : after.byIptables() == before.byIptables();
    assertThat(iptables != ipvs && alone)
        .as("one of the two on %s alone: %s, then %s", node.name(), before, after)
        .isTrue();
    return (iptables ? Mode.IPTABLES : Mode.IPVS).word();
  }

  private LedConnections count(LabNode node, String chain, String server) {
    return LedConnections.of(scene.cluster(), node.name(), chain, server);
  }

  /** Nothing if it does not answer: it is to be replaced then, too. */
  private String modeOf(String node) {
    try {
      return NodeHttp.get(scene.cluster(), node, MODE).body().strip();
    } catch (AssertionError e) {
      return "";
    }
  }
}
