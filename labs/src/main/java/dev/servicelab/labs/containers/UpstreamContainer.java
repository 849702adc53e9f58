package dev.servicelab.labs.containers;

import java.util.Map;
import org.testcontainers.images.builder.Transferable;

/** A DNS server beside a cluster, for names that are not the cluster's. */
public final class UpstreamContainer extends NamedContainer<UpstreamContainer> {
  private static final int LOG_LINES = 8;

  /** Where its files lie. */
  public static final String HOME = "/etc/servicelab/";

  /**
   * Prepares it; {@link #start()} returns as soon as its container runs.
   *
   * @param image the image of a DNS that takes {@code -conf FILE}
   * @param files what lies beside its Corefile, which is among them, by name
   */
  public UpstreamContainer(DockerSide side, String image, Map<String, String> files) {
    super(side, image, "upstream");
    withNetwork(side.network().forTestcontainers());
    files.forEach((name, text) -> withCopyToContainer(Transferable.of(text), HOME + name));
    withCommand("-conf", HOME + "Corefile");
    waitingFor(new NoWait());
  }

  /**
   * Its address on the cluster's network.
   *
   * @throws IllegalStateException with its last words, if it does not run any more
   */
  public String address() {
    DockerContainer container = new DockerContainer(getContainerId());
    String address = container.address();
    if (address.isEmpty()) {
      throw new IllegalStateException(
          "the upstream DNS has ended: " + String.join("\n  ", container.logTail(LOG_LINES)));
    }
    return address;
  }
}
