package dev.servicelab.state;

import java.util.List;
import java.util.Map;

/**
 * A Pod, as far as DNS needs it with option {@code pods verified}.
 *
 * @param namespace the namespace
 * @param name the name
 * @param ips its addresses, first the primary one; empty until it has any
 * @param labels its labels
 */
public record PodRecord(
    String namespace, String name, List<String> ips, Map<String, String> labels) {

  public PodRecord {
    ips = List.copyOf(ips);
    labels = Map.copyOf(labels);
  }

  /** A Pod without labels. */
  public PodRecord(String namespace, String name, List<String> ips) {
    this(namespace, name, ips, Map.of());
  }
}
