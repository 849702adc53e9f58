package dev.servicelab.state;

import java.util.Comparator;

/**
 * What identifies an object of one kind. Sorted by namespace, then name, as snapshots are.
 *
 * @param namespace empty for kinds without namespaces
 * @param name the name
 */
public record ObjectName(String namespace, String name) implements Comparable<ObjectName> {
  private static final Comparator<ObjectName> ORDER =
      Comparator.comparing(ObjectName::namespace).thenComparing(ObjectName::name);

  @Override
  public int compareTo(ObjectName other) {
    return ORDER.compare(this, other);
  }

  /** As kubectl and kube-proxy write it: {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
