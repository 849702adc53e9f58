package dev.servicelab.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What differs between two lists of records that are sorted by name, such as those of two
 * snapshots. Records of objects that have not changed mostly are the same instances in both, so
 * that most of the work is comparing pointers.
 *
 * @param written records that are new or other than before, sorted
 * @param gone how many are not there any more
 */
public record Changed<T>(List<T> written, int gone) {

  public Changed {
    written = List.copyOf(written);
  }

  /** What has become of the Services. */
  public static Changed<ServiceRecord> services(ClusterSnapshot before, ClusterSnapshot after) {
    return between(
        before.services(), after.services(), one -> new ObjectName(one.namespace(), one.name()));
  }

  /** What has become of the EndpointSlices. */
  public static Changed<EndpointSliceRecord> endpointSlices(
      ClusterSnapshot before, ClusterSnapshot after) {
    return between(
        before.endpointSlices(),
        after.endpointSlices(),
        one -> new ObjectName(one.namespace(), one.name()));
  }

  /**
   * Walks two lists that are sorted by name, and calls back for each object that differs: with what
   * it was and what it is, either of them null if there was or is none.
   */
  public static <T> void walk(
      List<T> before,
      List<T> after,
      Function<T, ObjectName> nameOf,
      BiConsumer<@Nullable T, @Nullable T> difference) {
    int old = 0;
    for (T record : after) {
      if (old < before.size() && same(before.get(old), record)) {
        old++;
        continue;
      }
      ObjectName name = nameOf.apply(record);
      while (old < before.size() && nameOf.apply(before.get(old)).compareTo(name) < 0) {
        difference.accept(before.get(old++), null);
      }
      boolean known = old < before.size() && nameOf.apply(before.get(old)).equals(name);
      if (!known) {
        difference.accept(null, record);
      } else if (!before.get(old++).equals(record)) {
        difference.accept(before.get(old - 1), record);
      }
    }
    before.subList(old, before.size()).forEach(record -> difference.accept(record, null));
  }

  /** How many objects differ. */
  public int count() {
    return written.size() + gone;
  }

  private static <T> Changed<T> between(
      List<T> before, List<T> after, Function<T, ObjectName> nameOf) {
    List<T> written = new ArrayList<>();
    List<T> gone = new ArrayList<>();
    walk(
        before,
        after,
        nameOf,
        (was, is) -> {
          if (is != null) {
            written.add(is);
          } else if (was != null) {
            gone.add(was);
          }
        });
    return new Changed<>(written, gone.size());
  }

  /** Pointers first: most objects do not change. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(Object one, Object other) {
    return one == other;
  }
}
