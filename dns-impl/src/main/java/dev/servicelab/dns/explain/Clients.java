package dev.servicelab.dns.explain;

import dev.servicelab.dns.clients.ClientPod;
import dev.servicelab.dns.clients.KnowsClients;
import dev.servicelab.dns.clients.SearchList;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.xbill.DNS.Name;

/**
 * Whoever asks, as far as it is known.
 *
 * @param plugins the plugins that know the cluster's pods
 */
record Clients(List<KnowsClients> plugins) {

  /** What Kubernetes allows as a namespace's and a pod's name (RFC 1123 §2.1). */
  private static final Pattern POD = Pattern.compile("([a-z0-9-]{1,63})/([a-z0-9.-]{1,253})");

  /**
   * Who asks.
   *
   * @param address where the question comes from
   * @param pod the pod there
   * @param search its search list, if it has one
   */
  record Asking(InetAddress address, Optional<ClientPod> pod, Optional<SearchList> search) {

    /** Whether a name is of the cluster, as it stands. */
    boolean isInside(Name name) {
      return search.isPresent() && name.subdomain(search.get().domains().getLast());
    }

    @Override
    public String toString() {
      String host = address.getHostAddress();
      return pod.map(
              known ->
                  address.isLoopbackAddress() ? "pod " + known : "pod " + known + " at " + host)
          .orElse(address.isLoopbackAddress() ? "nobody in particular" : host + ", no known pod");
    }
  }

  /**
   * Reads an address or {@code NAMESPACE/POD}; nothing means this machine.
   *
   * @throws IllegalArgumentException if it is neither
   */
  Asking find(String text) {
    if (text.isEmpty()) {
      return new Asking(InetAddress.getLoopbackAddress(), Optional.empty(), Optional.empty());
    }
    var pod = POD.matcher(text);
    if (pod.matches()) {
      return asking(
          InetAddress.getLoopbackAddress(), Optional.of(new ClientPod(pod.group(1), pod.group(2))));
    }
    InetAddress address = address(text);
    return asking(
        address, plugins.stream().flatMap(known -> known.pod(address).stream()).findFirst());
  }

  private Asking asking(InetAddress address, Optional<ClientPod> pod) {
    Optional<Name> domain =
        plugins.stream().flatMap(plugin -> plugin.clusterDomain().stream()).findFirst();
    return new Asking(
        address,
        pod,
        pod.flatMap(known -> domain.map(zone -> SearchList.of(known.namespace(), zone))));
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "client '" + text + "' is neither an address nor NAMESPACE/POD", e);
    }
  }
}
