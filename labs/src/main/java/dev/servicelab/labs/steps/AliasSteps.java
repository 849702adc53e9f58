package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.world.Scene;
import io.cucumber.java.en.Then;
import java.util.List;

/** Names that stand for other names: CNAME records (RFC 1034 section 3.6.2). */
public final class AliasSteps {

  private static final int OWNER = 0;
  private static final int TYPE = 3;
  private static final int TARGET = 4;

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
                  .filteredOn(record -> record.get(OWNER).equals(name))
                  .singleElement()
                  .extracting(record -> record.get(TYPE), record -> record.get(TARGET))
                  .isEqualTo(List.of("CNAME", scene.hostName(target) + "."));
            });
  }

  /** The records of the answer, each as the fields of a line of a master file. */
  private List<List<String>> answer(String pod, String name) {
    CommandResult result = scene.inPod(pod, List.of("dig", "+noall", "+answer", name, "A"));
    assertThat(result.exitCode()).as("dig in pod %s: %s", pod, result.stderr()).isZero();
    return result
        .stdout()
        .lines()
        .map(line -> List.of(line.split("\\s+")))
        .filter(fields -> fields.size() == TARGET + 1)
        .toList();
  }
}
