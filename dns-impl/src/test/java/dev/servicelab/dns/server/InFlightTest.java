package dev.servicelab.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much may be under way at a time. */
class InFlightTest {

  private static final InetAddress ONE = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress TWO = InetAddress.ofLiteral("192.0.2.2");
  private static final InetAddress THREE = InetAddress.ofLiteral("2001:db8::3");

  private final InFlight inFlight = new InFlight(/* most= */ 4, /* mostOfOne= */ 2);

  private boolean enter(InetAddress address, int times) {
    boolean all = true;
    for (int i = 0; i < times; i++) {
      all &= inFlight.enter(address);
    }
    return all;
  }

  @Test
  void oneAddressLeavesRoomForOthers() {
    assertThat(enter(ONE, 2)).isTrue();
    assertThat(enter(ONE, 1)).isFalse();
    assertThat(enter(TWO, 2)).as("a refusal takes no room").isTrue();

    inFlight.leave(ONE);
    assertThat(enter(ONE, 1)).isTrue();
  }

  @Test
  void allTogetherAreBoundedToo() {
    assertThat(enter(ONE, 2) && enter(TWO, 2)).isTrue();
    assertThat(enter(THREE, 1)).isFalse();

    inFlight.leave(TWO);
    assertThat(enter(THREE, 1)).isTrue();
  }

  @Test
  void whoWaitsForTheEndWaitsForAll() {
    assertThat(enter(ONE, 1)).isTrue();
    assertThat(inFlight.awaitNone(Duration.ofMillis(1))).isFalse();

    inFlight.leave(ONE);
    assertThat(inFlight.awaitNone(Duration.ofMillis(1))).isTrue();
    assertThat(enter(TWO, 1)).as("nothing begins any more").isFalse();
  }
}
