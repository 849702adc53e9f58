package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.upstream.UpstreamClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Finds the addresses of upstreams that are given by name.
 *
 * @param resolvers who is asked, in order; none for the machine's own resolver
 */
record HostNames(List<InetSocketAddress> resolvers) {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * All addresses of a name.
   *
   * @throws IOException if it has none, or nobody could be asked
   */
  List<InetAddress> resolve(String host) throws IOException {
    if (resolvers.isEmpty()) {
      return List.of(InetAddress.getAllByName(host));
    }
    IOException reason = new UnknownHostException(host);
    for (InetSocketAddress resolver : resolvers) {
      try (UpstreamClient client = UpstreamClient.once(resolver)) {
        List<InetAddress> found = new ArrayList<>();
        found.addAll(ask(client, host, Type.A));
        found.addAll(ask(client, host, Type.AAAA));
        if (!found.isEmpty()) {
          return found;
        }
      } catch (IOException e) {
        reason = e;
      }
    }
    throw reason;
  }

  private static List<InetAddress> ask(UpstreamClient client, String host, int type)
      throws IOException {
    Query query =
        new Query(
            Name.fromString(host, Name.root),
            type,
            DClass.IN,
            new Query.Request(0, true, false, Optional.empty(), 0),
            new Client(client.server().address(), Transport.UDP));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    List<InetAddress> found = new ArrayList<>();
    for (Record record :
        client.ask(query, Transport.UDP, PATIENCE, deadline).outcome().sections().answer()) {
      switch (record) {
        case ARecord a -> found.add(a.getAddress());
        case AAAARecord aaaa -> found.add(aaaa.getAddress());
        default -> {
          // the alias that led there
        }
      }
    }
    return found;
  }
}
