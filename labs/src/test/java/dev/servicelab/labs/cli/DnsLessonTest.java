package dev.servicelab.labs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.EmbeddedDns;
import dev.servicelab.labs.machine.ProjectRoot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** The README's first lesson in DNS: its commands work, and answer what stands behind them. */
class DnsLessonTest {
  private static final Pattern COREFILE =
      Pattern.compile("(?s)cat > target/lesson\\.corefile <<'END'\n(.*?)END\n");
  private static final Pattern DIG =
      Pattern.compile("(?m)^dig @127\\.0\\.0\\.1 -p 5300 \\+short (\\S+) (\\S+) +# (.+)$");
  private static final Pattern EXPLAIN = Pattern.compile("(?m)^\\./lab dns explain (.+)$");

  @TempDir private Path folder;
  private String readme = "";
  private Path manifests = Path.of("");
  private Path corefile = Path.of("");

  @BeforeEach
  void followTheLesson() throws IOException {
    Path root = ProjectRoot.find();
    readme = Files.readString(root.resolve("README.md"));
    manifests = Files.createDirectory(folder.resolve("lesson"));
    Files.copy(
        root.resolve("dns-impl/src/test/resources/cluster/shop.yaml"),
        manifests.resolve("shop.yaml"));
    corefile =
        Files.writeString(
            folder.resolve("lesson.corefile"),
            COREFILE.matcher(readme).results().findFirst().orElseThrow().group(1));
  }

  @Test
  void eachQuestionIsAnsweredAsItSays() throws IOException {
    List<MatchResult> questions = DIG.matcher(readme).results().toList();
    assertThat(questions).hasSizeGreaterThanOrEqualTo(6);

    try (EmbeddedDns dns = EmbeddedDns.start(manifests, corefile)) {
      SimpleResolver resolver = new SimpleResolver(dns.address());
      for (MatchResult question : questions) {
        Name name = Name.fromString(question.group(1), Name.root);
        Record asked = Record.newRecord(name, Type.value(question.group(2)), DClass.IN);
        Message reply = resolver.send(Message.newQuery(asked));
        assertThat(
                reply.getSection(Section.ANSWER).stream()
                    .map(Record::rdataToString)
                    .sorted()
                    .collect(Collectors.joining(" ")))
            .as(question.group())
            .isEqualTo(question.group(3));
      }
    }
  }

  @Test
  void eachExplanationTellsWhatTheLessonSays() {
    List<String> stories =
        EXPLAIN.matcher(readme).results().map(command -> story(command.group(1))).toList();

    assertThat(stories).hasSize(4);
    assertThat(stories.get(0))
        .contains("There is no Service shop/wbe, did you mean 'web'?", "  4 wbe.:", "Its ");
    assertThat(stories.get(1)).contains("  3 web.shop.svc.cluster.local.cluster.local.: NXDOMAIN");
    assertThat(stories.get(2)).contains("  1 web.shop.svc.cluster.local.: NOERROR, 1 record");
    assertThat(stories.get(3)).contains("NOERROR and not NXDOMAIN");
  }

  private String story(String words) {
    String arguments =
        words
            .replace("target/lesson.corefile", corefile.toString())
            .replace("target/lesson", manifests.toString());
    StringWriter out = new StringWriter();
    int exitCode =
        LabMain.commandLine()
            .setOut(new PrintWriter(out, true))
            .execute(("dns explain " + arguments).split(" "));
    assertThat(exitCode).isZero();
    return out.toString();
  }
}
