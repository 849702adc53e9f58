package dev.servicelab.labs.suites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.servicelab.labs.course.Behaviour;
import dev.servicelab.labs.course.BehaviourPage;
import dev.servicelab.labs.machine.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code docs/behaviours.md} says of "passed with", against the live runs before this. Where
 * it does not promise the reference, the scenario was skipped there: no row is left to chance.
 */
class BehavioursIT {
  private static final Path TARGET = ProjectRoot.find().resolve("labs/target");

  @ParameterizedTest
  @ValueSource(strings = {"own", "reference"})
  void everyBehaviourPassedWith(String whose) throws IOException {
    JsonNode run =
        new ObjectMapper(new YAMLFactory())
            .readTree(Files.readString(TARGET.resolve("live-" + whose + "/conformance.yaml")));
    assertThat(run.at("/implementation/proxy").asText()).isEqualTo(whose);
    assertThat(run.at("/implementation/dns").asText()).isEqualTo(whose);

    assertThat(run.at("/implementation/mode").asText()).isEqualTo("iptables");

    List<Behaviour> behaviours = Behaviour.read(ProjectRoot.find());
    assertThat(behaviours).isNotEmpty();
    for (Behaviour behaviour : behaviours) {
      int scenarios = 0;
      for (JsonNode scenario : run.get("scenarios")) {
        List<String> tags = new ArrayList<>();
        scenario.get("tags").forEach(tag -> tags.add(tag.asText()));
        if (tags.contains(behaviour.tag()) && !tags.contains("@ipvs-mode")) {
          scenarios++;
          boolean promised = whose.equals("own") || BehaviourPage.alsoReference(tags);
          assertThat(scenario.get("status").asText())
              .as("%s: %s", behaviour.row(), scenario.get("name"))
              .isEqualTo(promised ? "passed" : "skipped");
        }
      }
      assertThat(scenarios).as("scenarios of %s", behaviour.row()).isPositive();
    }
  }
}
