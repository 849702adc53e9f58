package dev.servicelab.labs.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The format of resolv.conf(5). */
class ResolvConfTest {

  @Test
  void readsWhatKubeletWrites() {
    String text =
        """
        search shop.svc.cluster.local svc.cluster.local cluster.local
        nameserver 10.96.0.10
        options ndots:5
        """;
    assertThat(ResolvConf.parse(text))
        .isEqualTo(
            new ResolvConf(
                List.of("10.96.0.10"),
                List.of("shop.svc.cluster.local", "svc.cluster.local", "cluster.local"),
                List.of("ndots:5")));
  }

  @Test
  void serversAndOptionsAddUpAndTheLastSearchLineCounts() {
    String text =
        """
        # made by hand
        nameserver 192.0.2.53
        nameserver\t192.0.2.54

        search old.test
        search new.test
        options ndots:2 timeout:1
        ; the end
        options rotate
        """;
    assertThat(ResolvConf.parse(text))
        .isEqualTo(
            new ResolvConf(
                List.of("192.0.2.53", "192.0.2.54"),
                List.of("new.test"),
                List.of("ndots:2", "timeout:1", "rotate")));
  }

  @Test
  void doesNotPassOverAKeywordThatCounts() {
    assertThatThrownBy(() -> ResolvConf.parse("domain shop.test\n"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("domain shop.test");
  }
}
