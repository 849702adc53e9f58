package dev.servicelab.labs.suites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.course.Behaviour;
import dev.servicelab.labs.course.BehaviourPage;
import dev.servicelab.labs.course.ModeTags;
import dev.servicelab.labs.machine.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code docs/behaviours.md} says of "passed with", against the live runs before this. Where
 * it does not promise the reference, the scenario was skipped there: no row is left to chance.
 */
class BehavioursIT {
  private static final Path TARGET = ProjectRoot.find().resolve("labs/target");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @ParameterizedTest
  @ValueSource(strings = {"own", "reference"})
  void everyBehaviourPassedWith(String whose) throws IOException {
    List<JsonNode> scenarios = new ArrayList<>(scenarios("live-" + whose, whose, Mode.IPTABLES));
    scenarios.addAll(scenarios("live-ipvs-" + whose, whose, Mode.IPVS));

    List<Behaviour> behaviours = Behaviour.read(ProjectRoot.find());
    assertThat(behaviours).isNotEmpty();
    for (Behaviour behaviour : behaviours) {
      List<JsonNode> proof =
          scenarios.stream().filter(scenario -> tags(scenario).contains(behaviour.tag())).toList();
      assertThat(proof).as("scenarios of %s", behaviour.row()).isNotEmpty();
      for (JsonNode scenario : proof) {
        boolean promised = whose.equals("own") || BehaviourPage.alsoReference(tags(scenario));
        assertThat(scenario.get("status").asText())
            .as("%s: %s", behaviour.row(), scenario.get("name"))
            .isEqualTo(promised ? "passed" : "skipped");
      }
    }
  }

  /** What a run did, without what is about another mode of the proxy. */
  private static List<JsonNode> scenarios(String folder, String whose, Mode mode)
      throws IOException {
    JsonNode run =
        YAML.readTree(Files.readString(TARGET.resolve(folder).resolve("conformance.yaml")));
    assertThat(run.at("/implementation/proxy").asText()).isEqualTo(whose);
    assertThat(run.at("/implementation/dns").asText()).isEqualTo(whose);
    assertThat(run.at("/implementation/mode").asText()).isEqualTo(mode.word());
    return StreamSupport.stream(run.get("scenarios").spliterator(), false)
        .filter(scenario -> ModeTags.includes(tags(scenario), mode))
        .toList();
  }

  private static List<String> tags(JsonNode scenario) {
    return StreamSupport.stream(scenario.get("tags").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
