package dev.servicelab.labs.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import io.cucumber.datatable.DataTable;
import io.cucumber.java.en.Then;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The environment variables of a container. */
public final class EnvironmentSteps {

  private final Scene scene;
  private final Services services;

  /**
   * @param scene the scenario
   * @param services its Services
   */
  public EnvironmentSteps(Scene scene, Services services) {
    this.scene = scene;
    this.services = services;
  }

  /**
   * All variables of the table have their value, where {@code CLUSTER_IP} stands for the Service's
   * address.
   */
  @Then("the environment of pod {string} has these variables of the Service {string}:")
  public void has(String pod, String service, DataTable table) {
    String clusterIp = services.clusterIp(service);
    Map<String, String> wanted =
        table.asMap().entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, entry -> entry.getValue().replace("CLUSTER_IP", clusterIp)));
    assertThat(environment(pod)).containsAllEntriesOf(wanted);
  }

  /** None that begins with the Service's name, in the spelling of such variables. */
  @Then("the environment of pod {string} has no variable of the Service {string}")
  public void hasNone(String pod, String service) {
    String prefix = service.toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    assertThat(environment(pod).keySet())
        .isNotEmpty()
        .noneMatch(variable -> variable.startsWith(prefix));
  }

  private Map<String, String> environment(String pod) {
    CommandResult result = scene.inPod(pod, List.of("env"));
    assertThat(result.exitCode()).as("env in pod %s: %s", pod, result.stderr()).isZero();
    return result
        .stdout()
        .lines()
        .map(line -> line.split("=", 2))
        .filter(variable -> variable.length == 2)
        .collect(
            Collectors.toMap(
                variable -> variable[0], variable -> variable[1], (first, second) -> second));
  }
}
