package dev.servicelab.labs.equal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.cluster.Shipped;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final String SHIPPED =
      Objects.requireNonNull(Shipped.proxy(Implementation.REFERENCE).settings().get("config.conf"));

  @Test
  void eachIsAChangeOfWhatIsShipped() {
    assertThat(Settings.ALL)
        .hasSizeGreaterThan(5)
        .allSatisfy(
            settings ->
                assertThat(settings.in(SHIPPED))
                    .isNotEqualTo(SHIPPED)
                    .contains(settings.instead().lines().findFirst().orElseThrow()));
  }

  @Test
  void whatIsNotShippedCannotBeChanged() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Settings.ALL.getFirst().in("mode: iptables\n"))
        .withMessageContaining("masqueradeAll: false");
  }
}
