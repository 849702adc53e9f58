package dev.servicelab.proxy.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.proxy.config.IpvsSettings;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernel's settings for ipvs mode, in a folder that stands for /proc/sys. */
class IpvsSetupTest {
  private static final List<String> NAMES =
      List.of(
          "net/ipv4/vs/conntrack",
          "net/ipv4/vs/expire_nodest_conn",
          "net/ipv4/vs/expire_quiescent_template",
          "net/ipv4/ip_forward",
          "net/ipv4/conf/all/arp_ignore",
          "net/ipv4/conf/all/arp_announce");

  @TempDir private Path root = Path.of("");
  private final List<String> commands = new ArrayList<>();

  @BeforeEach
  void aKernelWithIpvs() throws IOException {
    for (String name : NAMES) {
      Files.createDirectories(root.resolve(name).getParent());
      Files.writeString(root.resolve(name), "0\n");
    }
  }

  @Test
  void whatIpvsNeedsIsSet() throws IOException {
    apply(false, Duration.ZERO);

    assertThat(values().values()).containsExactly("0", "0", "1", "1", "1", "1");
    assertThat(commands).containsExactly("ipvsadm -R");
  }

  @Test
  void strictArpKeepsServicesAddressesFromNeighbours() throws IOException {
    apply(true, Duration.ZERO);

    assertThat(values())
        .containsEntry("net/ipv4/conf/all/arp_ignore", "1")
        .containsEntry("net/ipv4/conf/all/arp_announce", "2");
  }

  @Test
  void timeoutsAreSetTogether() throws IOException {
    apply(false, Duration.ofMinutes(5));

    assertThat(commands).containsExactly("ipvsadm -R", "ipvsadm --set 300 0 0");
  }

  @Test
  void withoutIpvsNothingIsSet() throws IOException {
    IpvsSetup setup =
        new IpvsSetup(
            settings(false, Duration.ZERO),
            (command, input) -> new ToolResult(2, "", "Can't initialize ipvs: No such file\n"),
            new Sysctls(root));

    assertThatThrownBy(setup::apply)
        .isInstanceOf(ToolFailed.class)
        .hasMessageStartingWith("mode ipvs: this kernel has no IPVS");
    assertThat(values().values()).containsOnly("0");
  }

  @ParameterizedTest
  @CsvSource({
    "4.0.9, false",
    "4.1.0-generic, true",
    "5.8.18, true",
    "5.9.0, false",
    "6.12.101, false",
    "unknown, false",
  })
  void onlyOlderKernelsDelayReusedPorts(String kernel, boolean expected) {
    assertThat(IpvsSetup.reusesConnections(kernel)).isEqualTo(expected);
  }

  private void apply(boolean strictArp, Duration tcp) {
    new IpvsSetup(
            settings(strictArp, tcp),
            (command, input) -> {
              commands.add(String.join(" ", command));
              return new ToolResult(0, "", "");
            },
            new Sysctls(root))
        .apply();
  }

  private static IpvsSettings settings(boolean strictArp, Duration tcp) {
    return new IpvsSettings(
        Duration.ofSeconds(30),
        Duration.ZERO,
        "rr",
        List.of(),
        strictArp,
        tcp,
        Duration.ZERO,
        Duration.ZERO);
  }

  private Map<String, String> values() throws IOException {
    Map<String, String> values = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        values.put(root.relativize(file).toString(), Files.readString(file).strip());
      }
    }
    return values;
  }
}
