package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.plugins.forward.ForwardConfig.Policy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** The upstreams of one line of {@code forward}, and whose turn it is. */
final class UpstreamSet implements AutoCloseable {

  private final List<Upstream> all;
  private final Policy policy;
  private final AtomicInteger turn = new AtomicInteger();

  UpstreamSet(List<Upstream> all, Policy policy) {
    this.all = List.copyOf(all);
    this.policy = policy;
  }

  /** Nobody yet: the names of upstreams have not been resolved. */
  static UpstreamSet none() {
    return new UpstreamSet(List.of(), Policy.SEQUENTIAL);
  }

  /**
   * The upstreams that are not down, in the order in which to ask them. One that failed lately is
   * asked after the others until it passes a check: else each query would wait for it in its turn.
   *
   * @return empty if all are down
   */
  List<Upstream> inOrder() {
    if (all.size() == 1) {
      return all.getFirst().down() ? List.of() : all;
    }
    List<Upstream> order = new ArrayList<>(all);
    switch (policy) {
      case RANDOM -> Collections.shuffle(order, ThreadLocalRandom.current());
      case ROUND_ROBIN ->
          Collections.rotate(order, -Math.floorMod(turn.getAndIncrement(), order.size()));
      case SEQUENTIAL -> {
        // as written
      }
    }
    order.removeIf(Upstream::down);
    order.sort(Comparator.comparing(Upstream::suspect));
    return order;
  }

  /** Any of them. */
  Upstream random() {
    return all.get(ThreadLocalRandom.current().nextInt(all.size()));
  }

  @Override
  public void close() {
    all.forEach(Upstream::close);
  }
}
