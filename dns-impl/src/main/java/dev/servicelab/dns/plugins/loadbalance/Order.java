package dev.servicelab.dns.plugins.loadbalance;

import dev.servicelab.dns.chain.Query;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** An order for the records of a section. */
interface Order {

  /** The records in this order. */
  List<Record> of(Query query, List<Record> records);

  /** Called before the first query. */
  default void start() {}

  /** Called when queries come. */
  default void serving() {}

  /** Called after the last query. */
  default void stop() {}

  /**
   * Records by kind.
   *
   * @param others CNAMEs and whatever keeps its place in front
   * @param addresses A and AAAA
   * @param exchangers MX
   */
  record Kinds(List<Record> others, List<Record> addresses, List<Record> exchangers) {

    static Kinds of(List<Record> records) {
      Kinds kinds = new Kinds(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (Record record : records) {
        switch (record.getType()) {
          case Type.A, Type.AAAA -> kinds.addresses.add(record);
          case Type.MX -> kinds.exchangers.add(record);
          default -> kinds.others.add(record);
        }
      }
      return kinds;
    }

    List<Record> together() {
      List<Record> all = new ArrayList<>(others);
      all.addAll(addresses);
      all.addAll(exchangers);
      return all;
    }
  }
}
