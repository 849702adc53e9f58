package dev.servicelab.state;

import java.util.List;

/**
 * A Pod, as far as DNS option {@code pods verified} needs it.
 *
 * @param namespace the namespace
 * @param name the name
 * @param ips its addresses, first the primary one; empty until it has any
 */
public record PodRecord(String namespace, String name, List<String> ips) {

  public PodRecord {
    ips = List.copyOf(ips);
  }
}
