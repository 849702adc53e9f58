package dev.servicelab.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.config.fields.AllFields;
import dev.servicelab.proxy.config.fields.ConfigField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The tables in docs/proxy-config.md say what the program does. */
class ConfigPageTest {
  @Test
  void listsEveryFieldWithItsFlagDefaultAndMeaning() throws IOException {
    List<String> expected = AllFields.LIST.stream().map(ConfigPageTest::row).toList();
    List<String> written = rows("## Fields and their flags");

    assertThat(expected).hasSizeGreaterThan(50);
    assertThat(String.join("\n", written)).isEqualTo(String.join("\n", expected));
  }

  @Test
  void listsEveryOtherFlag() throws IOException {
    Set<String> flags =
        new CommandLine(new ProxyCommand())
            .getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .collect(Collectors.toCollection(TreeSet::new));
    AllFields.LIST.forEach(field -> flags.remove("--" + field.flag()));

    assertThat(rows("## Flags of their own"))
        .extracting(row -> row.split("`", -1)[1])
        .containsExactlyInAnyOrderElementsOf(flags);
  }

  private static List<String> rows(String heading) throws IOException {
    List<String> page = Files.readAllLines(Path.of("../docs/proxy-config.md"));
    return page.stream()
        .skip(page.indexOf(heading) + 1L)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `") || line.startsWith("|  |"))
        .toList();
  }

  private static String row(ConfigField<?> field) {
    String dashes = field.flag().length() == 1 ? "-" : "--";
    return "| %s | %s | %s | %s |"
        .formatted(
            code(field.path()),
            field.flag().isEmpty() ? "" : code(dashes + field.flag()),
            code(field.otherwise()),
            (field.effective() ? "" : "no effect: ") + field.meaning());
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
