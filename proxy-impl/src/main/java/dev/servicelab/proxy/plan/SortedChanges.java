package dev.servicelab.proxy.plan;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Walks two sorted lists side by side. Where both hold the very same object nothing is compared, so
 * that a walk through lists that hardly differ costs next to nothing.
 */
public final class SortedChanges<T, K extends Comparable<K>> {
  private final List<T> before;
  private final List<T> after;
  private final Function<T, K> key;
  private int i;
  private int j;

  /**
   * Two lists, each sorted by key, keys unique.
   *
   * @param before the older one
   * @param after the newer one
   */
  public SortedChanges(List<T> before, List<T> after, Function<T, K> key) {
    this.before = before;
    this.after = after;
    this.key = key;
  }

  /**
   * Tells what is in one list only. What has been replaced under the same key is in both reports,
   * and gone before its successor comes.
   */
  public void tell(Consumer<T> gone, Consumer<T> come) {
    while (i < before.size() || j < after.size()) {
      step(gone, come);
    }
  }

  @SuppressWarnings("ReferenceEquality") // The point of it: see above.
  private void step(Consumer<T> gone, Consumer<T> come) {
    if (i < before.size() && j < after.size() && before.get(i) == after.get(j)) {
      i++;
      j++;
      return;
    }
    int order = order();
    if (order <= 0) {
      gone.accept(before.get(i++));
    }
    if (order >= 0) {
      come.accept(after.get(j++));
    }
  }

  private int order() {
    if (i == before.size()) {
      return 1;
    }
    return j == after.size() ? -1 : key.apply(before.get(i)).compareTo(key.apply(after.get(j)));
  }
}
