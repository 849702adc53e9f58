package dev.servicelab.dns.chain;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a Corefile wants the API server to be reached.
 *
 * @param place where it is and how to be let in; empty for the cluster that the server runs in, or
 *     the one that the command line names
 * @param limits how much it may be asked
 */
public record ClusterAccess(Optional<Place> place, Limits limits) {

  /** Nothing is said. */
  public static final ClusterAccess USUAL = new ClusterAccess(Optional.empty(), Limits.NONE);

  /** Where an API server is. */
  public sealed interface Place {}

  /**
   * The server of a kubeconfig's context.
   *
   * @param file the kubeconfig
   * @param context empty for its current context
   */
  public record Kubeconfig(Path file, String context) implements Place {}

  /**
   * A server by its address.
   *
   * @param address http or https
   * @param tls the certificates, if the address needs any
   */
  public record Endpoint(URI address, Optional<TlsFiles> tls) implements Place {}

  /** Files in PEM: our certificate, its key, and the authority of the server's certificate. */
  public record TlsFiles(Path certificate, Path key, Path authority) {}

  /**
   * Limits of requests.
   *
   * @param perSecond how many on average, 0 for any number
   * @param burst how many at once after a pause
   */
  public record Limits(double perSecond, int burst) {

    /** As many as there are. */
    public static final Limits NONE = new Limits(0, 0);
  }
}
