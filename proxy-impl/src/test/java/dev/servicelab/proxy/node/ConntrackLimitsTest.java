package dev.servicelab.proxy.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.config.ConntrackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConntrackLimitsTest {
  private static final Duration KEEP = Duration.ZERO;

  @TempDir private Path root;
  private Path netfilter = Path.of("");
  private Path buckets = Path.of("");

  @BeforeEach
  void aKernel() throws IOException {
    netfilter = Files.createDirectories(root.resolve("net/netfilter"));
    for (String name : List.of("max", "tcp_timeout_established", "udp_timeout", "tcp_be_liberal")) {
      Files.writeString(netfilter.resolve("nf_conntrack_" + name), "1\n");
    }
    buckets = Files.writeString(root.resolve("hashsize"), "1024\n");
  }

  @Test
  void zeroLeavesEverythingAsItIs() throws IOException {
    assertThat(apply(new ConntrackSettings(0, 131_072, KEEP, KEEP, false, KEEP, KEEP))).isEmpty();
    assertThat(value("max")).isEqualTo("1");
    assertThat(Files.readString(buckets)).isEqualTo("1024\n");
  }

  @Test
  void limitsAreSetAndTheTableGrowsWithThem() throws IOException {
    ConntrackSettings settings =
        new ConntrackSettings(
            32_768, 65_536, Duration.ofHours(24), KEEP, true, Duration.ofSeconds(10), KEEP);
    assertThat(apply(settings)).isEmpty();
    assertThat(value("max")).isEqualTo("131072");
    assertThat(value("tcp_timeout_established")).isEqualTo("86400");
    assertThat(value("udp_timeout")).isEqualTo("10");
    assertThat(value("tcp_be_liberal")).isEqualTo("1");
    assertThat(Files.readString(buckets)).isEqualTo("32768");
  }

  @Test
  void whatIsRefusedIsToldAndTheRestIsSet() throws IOException {
    Files.createDirectory(netfilter.resolve("nf_conntrack_tcp_timeout_close_wait"));
    ConntrackSettings settings =
        new ConntrackSettings(0, 0, KEEP, Duration.ofHours(1), false, Duration.ofSeconds(10), KEEP);
    assertThat(apply(settings))
        .singleElement()
        .asString()
        .startsWith("nf_conntrack_tcp_timeout_close_wait=3600 is refused: ");
    assertThat(value("udp_timeout")).isEqualTo("10");
  }

  private List<String> apply(ConntrackSettings settings) {
    return new ConntrackLimits(new Sysctls(root), buckets).apply(settings, 4);
  }

  private String value(String name) throws IOException {
    return Files.readString(netfilter.resolve("nf_conntrack_" + name)).strip();
  }
}
