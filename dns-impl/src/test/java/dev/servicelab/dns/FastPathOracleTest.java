package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.fast.FastPath;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.generated.RandomCluster;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Whatever the fast lane answers, the plugins answer too; random clusters, questions and changes.
 */
class FastPathOracleTest {

  private static final int CLUSTERS = 50;
  private static final int QUERIES = 1_100;

  private final Map<String, Integer> answered = new TreeMap<>();
  private int asked;

  /** Without a shuffle the order of the records has to be the same as well. */
  @ParameterizedTest
  @ValueSource(strings = {"", "loadbalance"})
  void bothWaysGiveTheSameAnswer(String loadbalance) {
    long first = new Random().nextLong();
    for (int i = 0; i < CLUSTERS; i++) {
      compare(first + i, corefile(loadbalance), loadbalance.isEmpty());
    }
    int fast = answered.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(asked).isGreaterThan(CLUSTERS * QUERIES - 1);
    assertThat(fast).as("answered fast: %s", answered).isGreaterThan(asked / 2);
    assertThat(answered.keySet())
        .contains("A NOERROR", "SRV NOERROR", "PTR NOERROR", "A NXDOMAIN", "TXT NODATA");
  }

  /** One cluster that changes into another one in the middle. */
  private void compare(long seed, String corefile, boolean ordered) {
    TestProcess process = new TestProcess(Optional.of(cluster(seed)));
    ChainUnderTest dns = ChainUnderTest.of(corefile, process);
    FastPath fast = dns.fast();
    RandomQueries queries = new RandomQueries(seed);
    queries.learn(cluster(seed));
    for (int i = 0; i < QUERIES; i++) {
      if (i == QUERIES / 2) {
        process.deliver(cluster(seed + 1));
        queries.learn(cluster(seed + 1));
      }
      byte[] packet = queries.next();
      Transport transport = i % 3 == 0 ? Transport.TCP : Transport.UDP;
      int length =
          fast.answer(packet, packet.length, transport == Transport.TCP, false, System.nanoTime());
      asked++;
      if (length > 0) {
        check(seed, packet, Arrays.copyOf(fast.reply(), length), dns, transport, ordered);
      }
    }
  }

  private void check(
      long seed,
      byte[] packet,
      byte[] fast,
      ChainUnderTest dns,
      Transport transport,
      boolean ordered) {
    byte[] slow = dns.ask(packet, transport).orElseThrow();
    Message expected = Dig.parse(slow);
    if (!Arrays.equals(fast, slow)) {
      Message actual = Dig.parse(fast);
      String question = "seed " + seed + ": " + expected.getQuestion();
      if (ordered) {
        assertThat(text(actual)).as(question).isEqualTo(text(expected));
      } else if (expected.getHeader().getFlag(Flags.TC)) {
        // What was left out depends on the order; the other test compares that.
        byte[] whole = dns.ask(packet, Transport.TCP).orElseThrow();
        assertThat(actual.getHeader().getFlag(Flags.TC)).as(question).isTrue();
        assertThat(records(Dig.parse(whole))).as(question).containsAll(records(actual));
      } else {
        assertThat(actual.getHeader()).hasToString(expected.getHeader().toString());
        assertThat(records(actual))
            .as(question)
            .containsExactlyInAnyOrderElementsOf(records(expected));
      }
    }
    answered.merge(kind(expected), 1, Integer::sum);
  }

  private static String kind(Message reply) {
    boolean noData =
        reply.getRcode() == Rcode.NOERROR && reply.getSection(Section.ANSWER).isEmpty();
    String type = Type.string(reply.getQuestion().getType());
    return type + " " + (noData ? "NODATA" : Rcode.string(reply.getRcode()));
  }

  private static String text(Message message) {
    return message.getHeader() + "\n" + message.getQuestion() + "\n" + records(message);
  }

  /** Each with its section. */
  private static List<String> records(Message message) {
    return IntStream.rangeClosed(Section.ANSWER, Section.ADDITIONAL)
        .boxed()
        .flatMap(
            section ->
                message.getSection(section).stream()
                    .map(record -> Section.string(section) + " " + record))
        .toList();
  }

  /** Generated clusters have no namespaces of their own accord. */
  private static ClusterSnapshot cluster(long seed) {
    ClusterSnapshot made = RandomCluster.of(seed);
    return new ClusterSnapshot(
        made.revision(),
        made.services(),
        made.endpointSlices(),
        made.nodes(),
        made.services().stream().map(ServiceRecord::namespace).distinct().sorted().toList(),
        List.of());
  }

  private static String corefile(String loadbalance) {
    return """
    . {
        errors
        %s
        kubernetes cluster.local in-addr.arpa 10.96.0.0/12 {
            pods insecure
            fallthrough in-addr.arpa
            ttl 30
        }
    }
    """
        .formatted(loadbalance);
  }
}
