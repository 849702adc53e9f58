package dev.servicelab.proxy.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.Fixtures;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.IptablesRenderer;
import dev.servicelab.proxy.rules.iptables.render.Layout;
import dev.servicelab.proxy.trace.Packet.Origin;
import dev.servicelab.state.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The examples in docs/proxy.md are the rules a packet really meets. */
class ProxyPageTest {
  private static final String NODE = "172.18.0.2";
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```iptables\\n"
              + "# (?:(?<folder>\\S+?)(?: in layout (?<layout>\\S+))?: )?from"
              + " (?<origin>pod|node|outside) (?<source>\\S+) to (?<address>\\S+):(?<port>\\d+)\\n"
              + "(?<rules>.*?)```",
          Pattern.DOTALL);

  @Test
  void examplesAreWhatAPacketMeets() throws IOException {
    List<MatchResult> examples =
        EXAMPLE.matcher(Files.readString(Path.of("../docs/proxy.md"))).results().toList();

    assertThat(examples).hasSizeGreaterThanOrEqualTo(11);
    assertThat(examples)
        .allSatisfy(example -> assertThat(example.group("rules")).isEqualTo(met(example)));
  }

  private static String met(MatchResult example) {
    Packet packet =
        new Packet(
            example.group("origin").equals("node") ? Origin.NODE : Origin.NETWORK,
            example.group("source"),
            Protocol.TCP,
            example.group("address"),
            Integer.parseInt(example.group("port")));
    IptablesPrinter printer = new IptablesPrinter(IpFamily.IPV4);
    String folder = Objects.requireNonNullElse(example.group("folder"), "web");
    Layout layout =
        Layout.parse(Objects.requireNonNullElse(example.group("layout"), Layout.CURRENT.text()));
    IptablesRules rules =
        new IptablesRenderer(IptablesOptions.defaults().with(layout))
            .render(Fixtures.plan(Fixtures.cluster(folder)));
    return new PacketTracer(rules, new NodeAddresses(List.of(NODE)))
        .traces(packet).getFirst().steps().stream()
            .map(step -> "-A " + step.chain().name() + " " + printer.rule(step.rule()) + "\n")
            .collect(Collectors.joining());
  }
}
