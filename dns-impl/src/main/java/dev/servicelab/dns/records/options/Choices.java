package dev.servicelab.dns.records.options;

import dev.servicelab.dns.records.options.Choice.Side;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One side of every {@link Choice}. Immutable.
 *
 * @param sides what was chosen, for all choices
 */
public record Choices(Map<Choice, Side> sides) {

  /** What this server does unless told otherwise. */
  public static final Choices OURS = of(Choice::ours);

  /** What CoreDNS 1.14.7 does. */
  public static final Choices COREDNS = of(Choice::coredns);

  public Choices {
    sides = Map.copyOf(sides);
  }

  /** The same but for one choice. */
  public Choices with(Choice choice, Side side) {
    Map<Choice, Side> changed = new EnumMap<>(sides);
    changed.put(choice, side);
    return new Choices(changed);
  }

  /** Whether this side was chosen. */
  public boolean are(Choice choice, Side side) {
    return sides.get(choice) == side;
  }

  private static Choices of(Function<Choice, Side> side) {
    Map<Choice, Side> sides = new EnumMap<>(Choice.class);
    for (Choice choice : Choice.values()) {
      sides.put(choice, side.apply(choice));
    }
    return new Choices(sides);
  }
}
