package dev.servicelab.labs.bench.dns;

import dev.servicelab.labs.arena.DnsCorner;
import dev.servicelab.labs.cluster.ClusterFailed;
import java.util.List;

/**
 * Runs dnsperf beside a DNS.
 *
 * @param corner where
 * @param seconds how long each run takes
 */
record DnsPerf(DnsCorner corner, double seconds) {
  /** One thread, as the server needs the other core; many sockets, as it may listen on several. */
  private static final String CLIENTS = "-c 16 -T 1 -q 200 -t " + DnsPerfResult.TIMEOUT_SECONDS;

  private static final int DNS_PORT = 53;

  /** Puts the queries of every kind beside the clients. */
  static void prepare(DnsCorner corner, int services) {
    for (Kind kind : Kind.values()) {
      corner.giveClients(file(kind), String.join("\n", kind.queries(services)) + "\n");
    }
  }

  /** As many queries as are answered. */
  DnsPerfResult flood(Kind kind, Transport transport) {
    return checked(kind, run(kind, transport, DNS_PORT, ""));
  }

  /** So many queries as the kind's load. */
  DnsPerfResult steady(Kind kind, Transport transport) {
    return checked(
        kind, run(kind, transport, DNS_PORT, "-Q " + kind.load() + " -O latency-histogram"));
  }

  /** As many packets as another port of the namespace sends back. */
  DnsPerfResult echo(Kind kind, int port) {
    return run(kind, Transport.UDP, port, "");
  }

  private DnsPerfResult run(Kind kind, Transport transport, int port, String more) {
    String command =
        "dnsperf -s 127.0.0.1 -p %d -d %s -l %s -m %s %s %s %s"
            .formatted(
                port,
                file(kind),
                seconds,
                transport.mode(),
                CLIENTS,
                kind.large() ? "-e" : "",
                more);
    return DnsPerfResult.parse(corner.shell(command));
  }

  private DnsPerfResult checked(Kind kind, DnsPerfResult result) {
    if (!result.codes().equals(List.of(kind.code()))) {
      throw new ClusterFailed(
          "%s answered %s with %s, not with %s alone"
              .formatted(corner.whose().word(), kind.words(), result.codes(), kind.code()));
    }
    return result;
  }

  private static String file(Kind kind) {
    return "/tmp/" + kind.name();
  }
}
