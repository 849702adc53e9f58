package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.traffic.dns.Dig;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.List;

/** Names that stand for other names: CNAME records (RFC 1034 section 3.6.2). */
public final class AliasSteps {

  private final Scene scene;

  /**
   * @param scene the scenario
   */
  public AliasSteps(Scene scene) {
    this.scene = scene;
  }

  /**
   * When an address of the name is asked for, the only record that the answer has of the name
   * itself is a CNAME; what follows it belongs to the other name.
   *
   * @param service the short name of a Service of the scenario's namespace
   * @param target {@code NAMESPACE} in it stands for that namespace
   */
  @Then("pod {string} finds the name {string} to be an alias of {string} and nothing else")
  public void isAlias(String pod, String service, String target) {
    String name = scene.hostName(service + ".NAMESPACE.svc.cluster.local.");
    scene
        .eventually()
        .see(
            "%s is an alias of %s".formatted(name, target),
            scene.timeouts().dns(),
            () -> answer(pod, name),
            records -> {
              assertThat(records)
                  .filteredOn(record -> record.name().equals(name))
                  .singleElement()
                  .extracting(Dig.Line::type, Dig.Line::data)
                  .containsExactly("CNAME", scene.hostName(target) + ".");
            });
  }

  private List<Dig.Line> answer(String pod, String name) {
    CommandResult result = scene.inPod(pod, List.of("dig", "+noall", "+answer", name, "A"));
    assertThat(result.exitCode()).as("dig in pod %s: %s", pod, result.stderr()).isZero();
    return Dig.records(result.stdout());
  }
}
