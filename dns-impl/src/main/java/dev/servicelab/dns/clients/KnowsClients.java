package dev.servicelab.dns.clients;

import java.net.InetAddress;
import java.util.Optional;
import org.xbill.DNS.Name;

/** A plugin that knows the cluster, and so the pods that ask. */
public interface KnowsClients {

  /**
   * The pod with this address: any pod with {@code pods verified}, else only those behind Services.
   */
  Optional<ClientPod> pod(InetAddress address);

  /** Whether every pod is known, and not only those behind Services. */
  boolean knowsAllPods();

  /**
   * The cluster's domain, which ends every pod's search list; empty if only addresses are served.
   */
  Optional<Name> clusterDomain();
}
