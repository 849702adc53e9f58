package dev.servicelab.proxy.rules.iptables;

/**
 * What in the cluster asked for a rule, for people who wonder why it is there.
 *
 * @param object kind and name, such as {@code Service shop/web}; empty for a rule of every node
 * @param field the object's field, such as {@code spec.ports[http].nodePort}
 */
public record Cause(String object, String field) {
  private static final Cause NONE = new Cause("", "");

  /** No object in particular: the rule is part of every node's set-up. */
  public static Cause none() {
    return NONE;
  }
}
