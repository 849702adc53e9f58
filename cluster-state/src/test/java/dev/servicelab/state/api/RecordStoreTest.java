package dev.servicelab.state.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.state.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordStoreTest {
  private record Thing(String content) {}

  private static final ObjectName A = new ObjectName("", "a");
  private static final ObjectName B = new ObjectName("", "b");
  private static final ObjectName C = new ObjectName("", "c");

  private final AtomicInteger changes = new AtomicInteger();
  private final RecordStore<Thing> store = new RecordStore<>(changes::incrementAndGet);

  @Test
  void anUnchangedRecordKeepsItsInstanceWhateverComes() {
    Thing first = new Thing("1");
    store.put(A, Optional.of(first));
    store.put(A, Optional.of(new Thing("1")));
    store.replaceAll(Map.of(A, new Thing("1"), B, new Thing("2")));

    assertThat(store.records().getFirst()).isSameAs(first);
    assertThat(changes).hasValue(2);
  }

  @Test
  void aListReplacesEverythingAndIsOneChange() {
    store.replaceAll(Map.of(C, new Thing("3"), A, new Thing("1")));
    store.replaceAll(Map.of(A, new Thing("1"), B, new Thing("2"), C, new Thing("4")));
    store.replaceAll(Map.of(C, new Thing("4"), A, new Thing("1")));
    store.replaceAll(Map.of(A, new Thing("1"), C, new Thing("4")));

    assertThat(store.records()).isEqualTo(List.of(new Thing("1"), new Thing("4")));
    assertThat(changes).hasValue(3);
  }

  @Test
  void whatNobodyNeedsIsNoChangeUnlessItWasNeededBefore() {
    store.put(A, Optional.empty());
    store.remove(B);
    assertThat(changes).hasValue(0);

    store.put(A, Optional.of(new Thing("1")));
    store.put(A, Optional.empty());
    assertThat(store.records()).isEmpty();
    assertThat(changes).hasValue(2);
  }
}
