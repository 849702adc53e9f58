package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.state.ClusterSnapshot;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.xbill.DNS.Name;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Type;

/**
 * What the plugin says about a question to somebody who wants it explained.
 *
 * @param cluster the objects the answer was made from
 * @param zone the zone the name is in
 */
record ClusterStory(ClusterSnapshot cluster, Name zone) {

  private static final String WHO = "kubernetes";
  private static final int IPV4_LABELS = 7;
  private static final int IPV6_LABELS = 35;

  /** How the name is read, and which objects it leads to. */
  void begin(Query query) {
    query.explain(WHO, () -> "Zone " + zone + " of the cluster at revision " + cluster.revision());
    if (Zones.isReverse(zone)) {
      reverse(query);
      return;
    }
    NameReading reading = NameReading.of(query.name(), zone);
    query.explain(WHO, () -> "The name is read as: " + reading.words());
    objects(query, new UsedObjects(cluster).of(reading));
  }

  /**
   * Why the name has no such record although it exists.
   *
   * @param has whether the name has records of a type
   */
  void noSuchType(Query query, IntPredicate has) {
    query.explain(
        WHO,
        () -> {
          String others =
              IntStream.of(
                      Type.A,
                      Type.AAAA,
                      Type.CNAME,
                      Type.SRV,
                      Type.PTR,
                      Type.TXT,
                      Type.SOA,
                      Type.NS)
                  .filter(has)
                  .mapToObj(Type::string)
                  .collect(Collectors.joining(", "));
          return "%s exists, %s, but has no %s"
              .formatted(
                  query.name(),
                  others.isEmpty() ? "as there are names below it" : "with " + others,
                  Type.string(query.type()));
        });
  }

  /** Why the name does not exist at all. */
  void noSuchName(Query query) {
    query.explain(WHO, () -> "There is no name " + query.name() + ": " + whyAbsent(query));
  }

  private String whyAbsent(Query query) {
    if (Zones.isReverse(zone)) {
      return "no record leads back from it";
    }
    NameReading reading = NameReading.of(query.name(), zone);
    if (reading.kind().isEmpty()) {
      return reading.words();
    }
    if (!reading.namespace().isEmpty() && !cluster.namespaces().contains(reading.namespace())) {
      return "no namespace " + reading.namespace();
    }
    if (reading.kind().equals("pod")) {
      return "option pods does not let this pod have a name";
    }
    boolean known =
        cluster.services().stream()
            .anyMatch(
                one ->
                    one.name().equals(reading.service())
                        && one.namespace().equals(reading.namespace()));
    if (!known) {
      return "no Service " + reading.namespace() + "/" + reading.service();
    }
    return reading.lacking().isEmpty()
        ? "a headless Service without ready endpoints has no name, nor has one that is not shown"
        : "Service %s/%s has no %s"
            .formatted(reading.namespace(), reading.service(), reading.lacking());
  }

  private void reverse(Query query) {
    Optional<InetAddress> address = address(query.name());
    query.explain(
        WHO,
        () ->
            address
                .map(ip -> "The name is read as: address " + ip.getHostAddress())
                .orElse("The name is read as: a part of an address"));
    address.ifPresent(ip -> objects(query, new UsedObjects(cluster).with(ip.getHostAddress())));
  }

  private static void objects(Query query, List<String> sentences) {
    sentences.forEach(sentence -> query.explain(WHO, () -> sentence));
  }

  private static Optional<InetAddress> address(Name name) {
    // Labels of a whole address below in-addr.arpa and ip6.arpa; dnsjava fills up what is missing.
    if (name.labels() != IPV4_LABELS && name.labels() != IPV6_LABELS) {
      return Optional.empty();
    }
    try {
      return Optional.of(ReverseMap.fromName(name));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
