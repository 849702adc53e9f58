package dev.servicelab.labs.containers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The labels on everything a cluster makes in Docker. They are the only record of a cluster: what
 * is running, whose it is and whether it is kept is read from them.
 */
public final class Labels {
  /** Carried by every container and network of ServiceLab, with the value {@code true}. */
  public static final String LAB = "dev.servicelab";

  /** The id of the cluster a thing belongs to. */
  public static final String CLUSTER = LAB + ".cluster";

  /** {@code true} on what outlives the process that made it. */
  public static final String KEPT = LAB + ".kept";

  /** The process that made the thing, as {@link Owner} writes it. */
  public static final String OWNER = LAB + ".owner";

  /** The node name of a node container. */
  public static final String NODE = LAB + ".node";

  /** On the container of an upstream DNS server: the name of the node that asks it. */
  public static final String RESOLVER = LAB + ".resolver";

  /**
   * On images whose nodes have a kernel of their own: the program that runs a command on it, from
   * inside the container.
   */
  public static final String ENTER = LAB + ".enter";

  /** The spec of a cluster: {@code <nodes>/<proxy>/<dns>/<mode>}. */
  public static final String SPEC = LAB + ".spec";

  /** Those that everything of a cluster carries. */
  static final Set<String> OF_CLUSTER = Set.of(LAB, CLUSTER, KEPT, OWNER, SPEC);

  private Labels() {}

  /**
   * The labels of one cluster's things.
   *
   * @param id the cluster's id
   * @param spec the cluster's spec, as {@link #SPEC} says
   * @param kept whether the cluster outlives this process
   */
  public static Map<String, String> of(String id, String spec, boolean kept) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(LAB, "true");
    labels.put(CLUSTER, id);
    labels.put(SPEC, spec);
    labels.put(OWNER, Owner.current().text());
    if (kept) {
      labels.put(KEPT, "true");
    }
    return labels;
  }
}
