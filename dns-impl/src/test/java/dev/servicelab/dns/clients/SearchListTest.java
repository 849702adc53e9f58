package dev.servicelab.dns.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;

/** What glibc asks for when a pod's program gives it a name (resolv.conf(5), options ndots:5). */
class SearchListTest {

  private final SearchList list = SearchList.of("shop", Name.fromConstantString("cluster.local."));

  @Test
  void aShortNameIsTriedWithEachDomainFirst() {
    assertThat(list.candidates("web"))
        .map(Name::toString)
        .containsExactly(
            "web.shop.svc.cluster.local.", "web.svc.cluster.local.", "web.cluster.local.", "web.");
  }

  @Test
  void fourDotsAreStillTooFew() {
    assertThat(list.candidates("web.shop.svc.cluster.local"))
        .map(Name::toString)
        .startsWith("web.shop.svc.cluster.local.shop.svc.cluster.local.")
        .endsWith("web.shop.svc.cluster.local.");
  }

  @Test
  void fiveDotsAreEnough() {
    assertThat(list.candidates("_sql._tcp.db.shop.svc.cluster"))
        .map(Name::toString)
        .startsWith("_sql._tcp.db.shop.svc.cluster.")
        .hasSize(4);
  }

  @Test
  void aFinalDotEndsTheSearch() {
    assertThat(list.candidates("web.")).map(Name::toString).containsExactly("web.");
  }

  @Test
  void aCandidateThatIsTooLongIsLeftOut() {
    String typed = ("a".repeat(60) + ".").repeat(3) + "b".repeat(57);

    assertThat(list.candidates(typed)).map(Name::toString).containsExactly(typed + ".");
  }

  @Test
  void whatIsNoNameIsSaid() {
    assertThatThrownBy(() -> list.candidates("web..shop"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no name: 'web..shop'");
  }
}
