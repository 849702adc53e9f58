package dev.servicelab.labs.bench.dns;

import java.util.Map;

/** What the DNS server beside the cluster knows. */
final class Upstream {
  /** A name of its. */
  static final String NAME = "www.lab.test";

  private Upstream() {}

  /** Its files. It denies the plugin loop's question, and all others, at once. */
  static Map<String, String> files() {
    return Map.of(
        "Corefile",
        """
        . {
          file /etc/servicelab/root.zone
        }
        """,
        "root.zone",
        """
        $ORIGIN .
        $TTL 1h
        @             SOA  ns.lab.test. hostmaster.lab.test. 1 2h 30m 1d 1h
                      NS   ns.lab.test.
        www.lab.test. A    198.51.100.10
        ns.lab.test.  A    198.51.100.53
        """);
  }
}
