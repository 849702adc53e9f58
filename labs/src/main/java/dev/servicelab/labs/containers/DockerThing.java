package dev.servicelab.labs.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import dev.servicelab.labs.machine.DockerHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A container or network that carries our label.
 *
 * @param id Docker's id
 * @param name Docker's name, without the leading slash
 * @param running whether it is a running container
 * @param created when it was made
 */
public record DockerThing(
    Kind kind,
    String id,
    String name,
    Map<String, String> labels,
    boolean running,
    Instant created) {

  /** What there is to remove; volumes are anonymous and go with their container. */
  public enum Kind {
    /** A node, or the resolver of one. */
    CONTAINER,
    /** The network of a cluster's nodes. */
    NETWORK
  }

  /** Everything that belongs to a cluster, containers first, as they hold on to their network. */
  public static List<DockerThing> all() {
    DockerClient docker = DockerHost.client();
    List<String> ours =
        List.of(Labels.CLUSTER); // images carry the other label, for containers of their own
    Stream<DockerThing> containers =
        docker.listContainersCmd().withShowAll(true).withFilter("label", ours).exec().stream()
            .map(DockerThing::of);
    Stream<DockerThing> networks =
        docker.listNetworksCmd().withFilter("label", ours).exec().stream().map(DockerThing::of);
    return Stream.concat(containers, networks).toList();
  }

  /** The value of a label, or an empty text. */
  public String label(String key) {
    return labels.getOrDefault(key, "");
  }

  /** Whether it belongs to a cluster that outlives its process. */
  public boolean kept() {
    return "true".equals(label(Labels.KEPT));
  }

  /** Whether its owner is gone, or unknown while it lies idle since before {@code idleSince}. */
  boolean abandoned(Instant idleSince) {
    Owner owner = Owner.parse(labels.get(Labels.OWNER));
    Owner.Life life = owner == null ? Owner.Life.UNKNOWN : owner.life();
    return switch (life) {
      case ALIVE -> false;
      case DEAD -> true;
      case UNKNOWN -> !running && created.isBefore(idleSince);
    };
  }

  /** {@code container lab-4f2a-node1 (running)}. */
  public String describe() {
    return switch (kind) {
      case CONTAINER -> "container " + name + (running ? " (running)" : " (stopped)");
      case NETWORK -> "network " + name;
    };
  }

  /** Removes it, running or not; whether it is gone now. */
  boolean remove() {
    DockerClient docker = DockerHost.client();
    try {
      switch (kind) {
        case CONTAINER ->
            docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
        case NETWORK -> docker.removeNetworkCmd(id).exec();
      }
      return true;
    } catch (NotFoundException e) {
      return true; // another clean-up was faster; what matters is that it is gone
    } catch (ConflictException e) {
      return kind == Kind.CONTAINER; // "removal is already in progress"; a network in use stays
    }
  }

  private static DockerThing of(Container container) {
    return new DockerThing(
        Kind.CONTAINER,
        container.getId(),
        container.getNames()[0].substring(1),
        Map.copyOf(container.getLabels()),
        "running".equals(container.getState()),
        Instant.ofEpochSecond(container.getCreated()));
  }

  private static DockerThing of(Network network) {
    return new DockerThing(
        Kind.NETWORK,
        network.getId(),
        network.getName(),
        Map.copyOf(network.getLabels()),
        false,
        network.getCreated().toInstant());
  }
}
