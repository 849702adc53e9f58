package dev.servicelab.proxy.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.trace.Packet.Origin;
import dev.servicelab.state.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The examples in docs/proxy.md are the rules a packet really meets. */
class ProxyPageTest {
  private static final String NODE = "172.18.0.2";
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```iptables\\n# from (pod|node|outside) (\\S+) to (\\S+):(\\d+)\\n(.*?)```",
          Pattern.DOTALL);

  @Test
  void examplesAreWhatAPacketMeets() throws IOException {
    List<MatchResult> examples =
        EXAMPLE.matcher(Files.readString(Path.of("../docs/proxy.md"))).results().toList();

    assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
    assertThat(examples)
        .allSatisfy(example -> assertThat(example.group(5)).isEqualTo(met(example)));
  }

  private static String met(MatchResult example) {
    Packet packet =
        new Packet(
            example.group(1).equals("node") ? Origin.NODE : Origin.NETWORK,
            example.group(2),
            Protocol.TCP,
            example.group(3),
            Integer.parseInt(example.group(4)));
    IptablesPrinter printer = new IptablesPrinter(IpFamily.IPV4);
    return new PacketTracer(Fixtures.rules(Fixtures.cluster("web")), Set.of(NODE, "127.0.0.1"))
        .traces(packet).getFirst().steps().stream()
            .map(step -> "-A " + step.chain().name() + " " + printer.rule(step.rule()) + "\n")
            .collect(Collectors.joining());
  }
}
