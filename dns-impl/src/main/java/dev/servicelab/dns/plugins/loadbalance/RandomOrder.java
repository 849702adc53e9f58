package dev.servicelab.dns.plugins.loadbalance;

import dev.servicelab.dns.chain.Query;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Record;

/**
 * Every order is as likely as any other.
 *
 * @param random where it comes from
 */
record RandomOrder(RandomGenerator random) implements Order {

  @Override
  public List<Record> of(Query query, List<Record> records) {
    Kinds kinds = Kinds.of(records);
    Collections.shuffle(kinds.addresses(), random);
    Collections.shuffle(kinds.exchangers(), random);
    return kinds.together();
  }
}
