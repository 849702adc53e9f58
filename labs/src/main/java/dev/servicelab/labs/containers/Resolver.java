package dev.servicelab.labs.containers;

import java.util.List;

/**
 * The upstream DNS server of a node, seen from Docker.
 *
 * @param id Docker's id of its container
 * @param node the name of the node that asks it
 */
public record Resolver(String id, String node) {

  /** What our DNS logs when it listens. */
  private static final String LISTENS = "answering on ";

  /** The resolvers of a cluster, that of node1 first. */
  public static List<Resolver> of(String cluster) {
    return DockerThing.all().stream()
        .filter(thing -> cluster.equals(thing.label(Labels.CLUSTER)))
        .filter(thing -> !thing.label(Labels.RESOLVER).isEmpty())
        .map(thing -> new Resolver(thing.id(), thing.label(Labels.RESOLVER)))
        .sorted((a, b) -> a.node().compareTo(b.node()))
        .toList();
  }

  /** Whether its process runs. */
  public boolean running() {
    return new DockerContainer(id).running();
  }

  /** Whether it runs and has said that it takes queries. */
  public boolean listens() {
    return running() && log().stream().anyMatch(line -> line.contains(LISTENS));
  }

  /** Its address on the cluster's network; empty when it does not run. */
  public String address() {
    return new DockerContainer(id).address();
  }

  /** Everything it has written: a line for each query, and what went wrong. */
  public List<String> log() {
    return new DockerContainer(id).log();
  }
}
