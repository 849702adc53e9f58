package dev.servicelab.state.generated;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Chance that can be repeated: the same seed throws the same numbers, as Java specifies. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    // Small seeds that follow each other would begin with nearly the same numbers.
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
  }

  /** Whether something that happens this often, in percent, happens now. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A number between two others, both included. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Different ones, this many or as many as there are, in any order. */
  <T> List<T> some(List<T> of, int count) {
    List<T> shuffled = new ArrayList<>(of);
    Collections.shuffle(shuffled, random);
    return List.copyOf(shuffled.subList(0, Math.min(count, shuffled.size())));
  }
}
