package dev.servicelab.state.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.state.StateException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlFileTest {
  @Test
  void emptyDocumentsAreLeftOut() {
    assertThat(YamlFile.documents("a.yaml", "---\n# only a comment\n---\na: 1\n---\n")).hasSize(1);
  }

  @Test
  void jsonIsYaml() {
    YamlNode root = YamlFile.documents("a.json", "{\"a\": {\"b\": [\"c\", null]}}").getFirst();

    assertThat(root.field("a").field("b").items().getFirst().text()).isEqualTo("c");
    assertThat(root.field("a").field("b").items().getLast().present()).isFalse();
    assertThat(root.field("x").field("y").items()).isEmpty();
    assertThatThrownBy(() -> root.field("a").field("b").field("c"))
        .hasMessage("a.json:1: a.b: must be a mapping");
  }

  @Test
  void textsKeepTheirSpelling() {
    YamlNode root = YamlFile.documents("a.yaml", "labels: {on: yes, n: 010, v: 1.20}").getFirst();

    assertThat(root.field("labels").textMap())
        .isEqualTo(Map.of("on", "yes", "n", "010", "v", "1.20"));
  }

  @Test
  void aFieldGivenTwiceIsWrong() {
    YamlNode root = YamlFile.documents("a.yaml", "a: 1\na: 2\n").getFirst();

    assertThatThrownBy(() -> root.field("a"))
        .isInstanceOf(StateException.class)
        .hasMessage("a.yaml:2: a: is there twice");
  }
}
