package dev.servicelab.labs.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What {@code ipvsadm -Sn} prints. */
class VirtualServersTest {
  private final VirtualServers servers =
      VirtualServers.parse(
          """
          -A -t 10.96.0.1:443 -s rr
          -a -t 10.96.0.1:443 -r 172.30.0.3:6443 -m -w 1
          -A -t 10.96.0.10:53 -s rr -p 10800
          -a -t 10.96.0.10:53 -r 10.244.0.2:53 -m -w 1
          -a -t 10.96.0.10:53 -r 10.244.0.3:53 -m -w 0
          -A -u 10.96.0.10:53 -s rr
          -A --sctp-service 10.96.0.11:7 -s rr
          -a --sctp-service 10.96.0.11:7 -r 10.244.0.4:7 -m -w 1
          """);

  @Test
  void realServersBelongToAddressPortAndProtocol() {
    assertThat(servers.of("10.96.0.1", 443, "TCP")).containsExactly("172.30.0.3:6443");
    assertThat(servers.of("10.96.0.10", 53, "tcp"))
        .as("one that leaves does not count")
        .containsExactly("10.244.0.2:53");
    assertThat(servers.of("10.96.0.11", 7, "SCTP")).containsExactly("10.244.0.4:7");
  }

  @Test
  void oneWithoutRealServersIsNotNone() {
    assertThat(servers.of("10.96.0.10", 53, "UDP")).isEmpty();
    assertThat(servers.of("10.96.0.1", 443, "UDP")).isNull();
  }
}
