package dev.servicelab.labs.equal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.arena.Arena;
import dev.servicelab.labs.arena.Corner;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.machine.Progress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A short {@code lab equal proxy}, and whether it would tell. */
class ProxyEqualityIT {
  private static final int SETS = 20;

  /** Not those of the command, so that both together see more. */
  private static final long SEED = 5_000;

  @Test
  void kubeProxyMakesTheSameRules() {
    EqualityResult result = new ProxyEquality(Mode.IPTABLES, SETS, SEED).run(Progress.stderr());

    assertThat(result.compared()).isGreaterThan(1_000);
    assertThat(result.equal()).as(String.join("\n", result.lines())).isTrue();
  }

  @Test
  void aProxyWithAnotherSettingIsTold() {
    try (Arena arena = Arena.open(Progress.stderr())) {
      CompletableFuture.allOf(
              arena.corners().stream().map(Corner::start).toArray(CompletableFuture[]::new))
          .join();
      Rounds rounds = new Rounds(new TablesRing(arena));
      assertThat(rounds.next(SEED, Renaming.PLACES).comparison().differing()).isZero();

      arena.own().restart(Settings.ALL.getFirst()::in).join();
      RoundResult result = rounds.result("ours only");

      assertThat(result.comparison().differing()).isPositive();
      List<String> lines = result.lines();
      assertThat(lines).anyMatch(line -> line.contains("KUBE-MARK-MASQ"));
      assertThat(lines).anyMatch(line -> line.contains("kind: \"Service\""));
    }
  }
}
