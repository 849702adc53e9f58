package dev.servicelab.labs.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ArticleFilesTest {
  @Test
  void commentsSayWhichPartIsWhichFile() {
    String manifest =
        """
        # What this is.
        # svc.yaml
        kind: Service
        ---
        # set.yaml
        kind: StatefulSet
        ---
        # of the article
        kind: Pod
        """;

    assertThat(ArticleFiles.of(manifest))
        .containsExactly(
            Map.entry("svc.yaml", "kind: Service\n"),
            Map.entry("set.yaml", "kind: StatefulSet\n---\n# of the article\nkind: Pod\n"));
  }
}
