package dev.servicelab.labs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoIdentityTest {

  @Test
  void readsWhatTheDownwardApiGives() {
    assertThat(
            DemoIdentity.fromEnvironment(
                Map.of(
                    "POD_NAME", "web-0",
                    "POD_NAMESPACE", "shop",
                    "NODE_NAME", "node2",
                    "POD_IP", "10.244.1.7",
                    "HOSTNAME", "somewhere")))
        .isEqualTo(new DemoIdentity("web-0", "shop", "node2", "10.244.1.7"));
  }

  @Test
  void fallsBackToHostNameAndLocalAddress() {
    DemoIdentity who = DemoIdentity.fromEnvironment(Map.of("HOSTNAME", "web-1"));
    assertThat(who.pod()).isEqualTo("web-1");
    assertThat(who.podIp()).isNotBlank();
    assertThat(DemoIdentity.fromEnvironment(Map.of()).pod()).isNotBlank();
  }
}
