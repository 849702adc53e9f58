package dev.servicelab.labs.equal.dns;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes up questions of labels that have a meaning somewhere in a name, in any order: people think
 * of the names that make sense.
 */
final class Invention {
  private static final List<String> LABELS =
      List.of(
          "web",
          "dual",
          "db",
          "db-0",
          "db-4",
          "rack",
          "z1",
          "pin",
          "prefer",
          "_zone",
          "outside",
          "inside",
          "nobody",
          "unready",
          "_http",
          "_tcp",
          "_udp",
          "_sql",
          "http",
          "tcp",
          "shop",
          "bank",
          "absent",
          "default",
          "kubernetes",
          "kube-system",
          "kube-dns",
          "svc",
          "pod",
          "10-244-1-1",
          "10-244-2-3",
          "1-2-3-4",
          "any",
          "*",
          "ns",
          "dns",
          "dns-version",
          "_",
          "-");

  private static final List<String> ENDS =
      List.of(
          "svc.cluster.local.",
          "shop.svc.cluster.local.",
          "shop.svc.cluster.local.",
          "web.shop.svc.cluster.local.",
          "db.shop.svc.cluster.local.",
          "rack.shop.svc.cluster.local.",
          "pod.cluster.local.",
          "shop.pod.cluster.local.",
          "cluster.local.");

  private static final List<String> TYPES =
      List.of("A", "A", "A", "AAAA", "SRV", "TXT", "CNAME", "PTR", "MX", "NS", "SOA", "ANY");

  private static final List<String> BLOCKS =
      List.of("plain", "pods-verified", "zonal", "pod-names");

  private static final int MOST_LABELS = 4;

  private final Random random;

  Invention(long seed) {
    random = new Random(seed);
  }

  /** So many questions. */
  Stream<Question> questions(int count) {
    return IntStream.range(0, count).mapToObj(this::question);
  }

  private Question question(int number) {
    String labels =
        IntStream.range(0, random.nextInt(MOST_LABELS + 1))
            .mapToObj(i -> pick(LABELS) + ".")
            .collect(Collectors.joining());
    return new Question(
        "made-up",
        pick(BLOCKS),
        How.parse("udp edns=4096"),
        labels + pick(ENDS),
        pick(TYPES),
        Question.ANY_CHOICE,
        "number " + number);
  }

  private String pick(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }
}
