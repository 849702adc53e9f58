package dev.servicelab.labs.steps.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.kernel.VirtualServers;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import io.cucumber.java.en.Given;
import io.cucumber.java.en.Then;
import io.cucumber.java.en.When;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What the fields of the block {@code ipvs} do to a node. */
public final class IpvsFieldSteps {
  private static final String TIMEOUTS = "Timeout (tcp tcpfin udp):";

  private final Scene scene;
  private final Services services;

  /** When the last thing came back, at the earliest: {@link System#nanoTime()}. */
  private long cameBack;

  /**
   * @param scene the scenario
   * @param services its Services
   */
  public IpvsFieldSteps(Scene scene, Services services) {
    this.scene = scene;
    this.services = services;
  }

  /** Some a proxy sets and never takes back: the timeouts, and the settings for ARP. */
  @Given("what the proxy sets in the kernel of {node} is put back when the scenario is over")
  public void putBackAtEnd(String node) {
    String[] timeouts = timeouts(node).split(" ");
    List<String> arp =
        Stream.of("arp_ignore", "arp_announce").map(each -> arp(node, each)).toList();
    scene.atEnd(
        () -> {
          run(node, "ipvsadm", "--set", timeouts[0], timeouts[1], timeouts[2]);
          arp.forEach(setting -> run(node, "sysctl", "-q", setting));
        });
  }

  /** Every one of them, also those of Services that nobody has touched. */
  @Then("the virtual servers of {node} choose by {string}")
  public void scheduler(String node, String scheduler) {
    scene
        .eventually()
        .see(
            "virtual servers on " + node,
            scene.timeouts().traffic(),
            1,
            () ->
                run(node, "ipvsadm", "-Sn").lines().filter(line -> line.startsWith("-A ")).toList(),
            servers ->
                assertThat(servers)
                    .isNotEmpty()
                    .allMatch(line -> line.matches(".* -s " + scheduler + "(?: .*)?")));
  }

  /** TCP connections, those of them that have seen a FIN, and clients of UDP. */
  @Then("IPVS on {node} remembers who is silent for {int}, {int} and {int} s")
  public void remembers(String node, int tcp, int tcpFin, int udp) {
    assertThat(timeouts(node)).isEqualTo("%d %d %d".formatted(tcp, tcpFin, udp));
  }

  /** As {@code sysctl} prints it. */
  @Then("the setting {word} for ARP of {node} is {int}")
  public void arpSetting(String name, String node, int value) {
    assertThat(arp(node, name)).endsWith("=" + value);
  }

  /** By hand, with no Service behind them; they go with the scenario. */
  @When("somebody makes the virtual servers {string} and {string} on {node}")
  public void makeVirtualServers(String first, String second, String node) {
    for (String server : List.of(first, second)) {
      run(node, "ipvsadm", "-A", "-t", server);
      scene.atEnd(() -> scene.cluster().onNode(node, List.of("ipvsadm", "-D", "-t", server)));
    }
  }

  /** Waits for the one to go, which the proxy does to both at once or to one alone. */
  @Then("the proxy deletes {string} from {node}, and leaves {string}")
  public void deletesOne(String goes, String node, String stays) {
    scene
        .eventually()
        .see(
            goes + " is deleted from " + node,
            scene.timeouts().traffic(),
            1,
            () -> VirtualServers.of(scene.cluster(), node).servers().keySet(),
            servers -> assertThat(servers).contains(stays + "/TCP").doesNotContain(goes + "/TCP"));
  }

  /**
   * When the first one is back, the proxy has just looked. So the second one lacks from the very
   * beginning of a period, and is back at its end.
   */
  @Then(
      "the virtual server of the Service {string} comes back when it is deleted from {node}, and"
          + " within {int} s when it is deleted again")
  public void comesBack(String service, String node, int seconds) {
    String server = services.clusterIp(service) + ":" + services.port(service);
    for (Duration limit : List.of(scene.timeouts().traffic(), Duration.ofSeconds(seconds))) {
      run(node, "ipvsadm", "-D", "-t", server);
      awaitServer(node, server, limit);
    }
  }

  /** Counted from the last thing that came back. */
  @Then("{node} has a virtual server for the Service {string} not earlier than {int} s later")
  public void notEarlier(String node, String service, int seconds) {
    long before = cameBack;
    awaitServer(
        node,
        services.clusterIp(service) + ":" + services.port(service),
        scene.timeouts().traffic());
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    scene.attach("until the change was made", took.toMillis() + " ms");
    assertThat(took).isGreaterThan(Duration.ofSeconds(seconds));
  }

  private void awaitServer(String node, String server, Duration limit) {
    AtomicLong begun = new AtomicLong(System.nanoTime());
    scene
        .eventually()
        .see(
            "the virtual server " + server + " is on " + node,
            limit,
            1,
            () -> {
              long now = System.nanoTime();
              boolean there =
                  VirtualServers.of(scene.cluster(), node).servers().containsKey(server + "/TCP");
              // What is not there yet comes after this look has begun.
              cameBack = there ? begun.get() : now;
              begun.set(now);
              return there;
            },
            there -> assertThat(there).isTrue());
  }

  private String timeouts(String node) {
    return run(node, "ipvsadm", "-L", "--timeout").strip().replace(TIMEOUTS, "").strip();
  }

  private String arp(String node, String name) {
    return run(node, "sysctl", "net.ipv4.conf.all." + name).replace(" ", "").strip();
  }

  private String run(String node, String... command) {
    List<String> line = List.of(command);
    return scene.cluster().onNode(node, line).required("%s on %s".formatted(line, node));
  }
}
