package dev.servicelab.labs.equal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.arena.PodArena;
import dev.servicelab.labs.machine.Progress;
import org.junit.jupiter.api.Test;

/**
 * A very short {@code lab equal proxy --mode ipvs}: the more sets, the longer kube-proxy takes on a
 * node with a kernel of its own.
 */
class IpvsEqualityIT {
  /** In one round there can be so many at most. */
  private static final int SETS =
      Math.min(Integer.getInteger("servicelab.equal.ipvs.sets", 2), Renaming.PLACES);

  /** Not those of the command, so that both together see more. */
  private static final long SEED = 6_000;

  @Test
  void kubeProxyMakesTheSameOfThemInIpvsMode() {
    try (Ring ring = new IpvsRing(PodArena.open(Progress.stderr()))) {
      ring.start();
      RoundResult result = new Rounds(ring).next(SEED, SETS);

      assertThat(result.comparison().compared()).isGreaterThan(100);
      assertThat(result.comparison().differing()).as(String.join("\n", result.lines())).isZero();
    }
  }
}
