package dev.servicelab.dns.fast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What is forgotten, and what is not. */
class RecentlyUsedTest {
  private final RecentlyUsed<String> table =
      new RecentlyUsed<>(
          1 << 16,
          (text, question) -> question.isNamed(name(text).toWireCanonical()),
          String::equals);

  @Test
  void findsWhatWasPutLast() {
    put(0, "a.");
    put(0, "b.");

    assertThat(find(0, "a.")).isEqualTo("a.");
    assertThat(find(0, "b.")).isEqualTo("b.");
    assertThat(find(0, "c.")).isNull();
    assertThat(find(4, "a.")).as("a place of other things").isNull();
  }

  @Test
  void theOldestOfFiveNeighboursGivesWay() {
    List.of("a.", "b.", "c.", "d.", "e.").forEach(text -> put(0, text));

    assertThat(find(0, "a.")).isNull();
    assertThat(List.of("b.", "c.", "d.", "e."))
        .allSatisfy(text -> assertThat(find(0, text)).isNotNull());
  }

  @Test
  void whatIsPutAgainTakesNoSecondPlace() {
    List.of("a.", "b.", "c.", "a.", "d.", "a.").forEach(text -> put(0, text));

    assertThat(List.of("a.", "b.", "c.", "d."))
        .allSatisfy(text -> assertThat(find(0, text)).isNotNull());
  }

  @Test
  void almostAllNamesOfALargeClusterHavePlaces() {
    List<String> names = IntStream.range(0, 10_000).mapToObj(RecentlyUsedTest::service).toList();
    names.forEach(text -> put(hash(text), text));

    long forgotten = names.stream().filter(text -> find(hash(text), text) == null).count();

    assertThat(forgotten).isLessThan(100);
  }

  private static String service(int number) {
    return "web-%d.shop-%d.svc.cluster.local.".formatted(number, number % 50);
  }

  private void put(int hash, String text) {
    table.put(hash, text);
  }

  private @Nullable String find(int hash, String text) {
    Question question = new Question(0);
    byte[] packet = Message.newQuery(Record.newRecord(name(text), Type.A, DClass.IN)).toWire();
    assertThat(question.read(packet, packet.length, false, false)).isTrue();
    return table.find(hash, question);
  }

  private static int hash(String text) {
    return Question.hashOf(name(text).toWireCanonical());
  }

  private static Name name(String text) {
    return Name.fromConstantString(text);
  }
}
