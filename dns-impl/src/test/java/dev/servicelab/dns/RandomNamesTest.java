package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.Client.Transport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Somebody asks for names and types that nobody has thought of: memory must not grow with them. */
class RandomNamesTest {

  private static final int MANY = 12_000;
  private static final int CACHE = 1_024;
  private static final Pattern DENIALS =
      Pattern.compile("coredns_cache_entries\\{[^}]*type=\"denial\"[^}]*} (\\S+)");

  @Test
  void cacheAndMetricsStayAsLargeAsTheyAre() {
    ChainUnderTest dns =
        ChainUnderTest.of(
            """
            . {
                prometheus
                cache {
                    denial %d
                }
                kubernetes cluster.local in-addr.arpa
            }
            """
                .formatted(CACHE));

    ask(dns, 0, MANY / 4);
    long series = dns.page("/metrics").lines().count();
    ask(dns, MANY / 4, MANY);

    assertThat(dns.page("/metrics").lines().count()).isEqualTo(series);
    Matcher denials = DENIALS.matcher(dns.page("/metrics"));
    assertThat(denials.find()).isTrue();
    assertThat(Double.parseDouble(denials.group(1))).isBetween(1.0, (double) CACHE);
  }

  private static void ask(ChainUnderTest dns, int from, int to) {
    for (int i = from; i < to; i++) {
      String name = i % 2 == 0 ? "n" + i + ".shop.svc.cluster.local" : "n" + i + ".example.org";
      int type = i % 3 == 0 ? 1 : 256 + i;
      assertThat(dns.ask(Dig.question(name + " TYPE" + type), Transport.UDP)).isPresent();
    }
  }
}
