package dev.servicelab.labs.traffic.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each program of the resolver matrix prints when it has found a name, and when not. */
class ResolverTest {

  @ParameterizedTest
  @EnumSource(Resolver.class)
  void eachHasAColumnAndACommandWithTheName(Resolver resolver) {
    assertThat(Resolver.of(resolver.column())).isEqualTo(resolver);
    assertThat(resolver.command("web.shop"))
        .anyMatch(word -> word.contains("web.shop"))
        .noneMatch(word -> word.contains("%s"));
  }

  @Test
  void nobodyElseHasOne() {
    assertThatThrownBy(() -> Resolver.of("c-ares")).hasMessageContaining("c-ares");
  }

  @ParameterizedTest
  @CsvSource({
    "GLIBC, 10.96.0.20      STREAM web",
    "MUSL, 10.96.0.20 web",
    "JAVA, web/10.96.0.20",
    "BUSYBOX, Server: 10.96.0.10 Address: 10.96.0.10:53 Name: web.shop Address: 10.96.0.20"
  })
  void findsTheNamesAddressOnStandardOutput(Resolver resolver, String stdout) {
    assertThat(resolver.found(stdout, "")).contains("10.96.0.20");
    assertThat(resolver.found("", stdout)).isEmpty();
  }

  @Test
  void theServersAddressIsNotTheNames() {
    String absent =
        "Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\n** server can't find web: NXDOMAIN\n";

    assertThat(Resolver.BUSYBOX.found(absent, "")).isEmpty();
  }

  @Test
  void goTellsInItsTrace() {
    String found =
        """
        round_trippers.go:527] "HTTP Trace: DNS Lookup resolved" host="web" \
        address=[{"IP":"10.96.0.20","Zone":""}]
        round_trippers.go:547] "HTTP Trace: Dial succeed" network="tcp" address="10.96.0.20:1"
        """;
    String absent = "\"Unhandled Error\" dial tcp: lookup web on 10.96.0.10:53: no such host";

    assertThat(Resolver.GO.found("", found)).contains("10.96.0.20");
    assertThat(Resolver.GO.found("", absent)).isEmpty();
  }
}
