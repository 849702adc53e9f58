package dev.servicelab.labs.bench.dns;

import dev.servicelab.labs.bench.Population;
import java.util.List;
import java.util.stream.IntStream;

/** What is asked, with the load at which answers are timed. */
enum Kind {
  /** Addresses of ClusterIP Services. */
  NAMES("cluster names", "NOERROR", 20_000),
  /** Names of the cluster's zone that nothing has. */
  ABSENT("absent names", "NXDOMAIN", 20_000),
  /** The addresses of fifty pods in one answer. */
  HEADLESS("headless, 50 endpoints", "NOERROR", 5_000),
  /** A named port of a ClusterIP Service. */
  SRV("SRV", "NOERROR", 10_000),
  /** A name that is not the cluster's; only the first of these queries goes upstream. */
  UPSTREAM("upstream name, cached", "NOERROR", 20_000);

  /** How many different names there are to ask for, where it is not the Services' own number. */
  private static final int ABSENT_NAMES = 1_000;

  private static final String ZONE = "." + Population.NAMESPACE + ".svc.cluster.local";

  private final String words;
  private final String code;
  private final int load;

  Kind(String words, String code, int load) {
    this.words = words;
    this.code = code;
    this.load = load;
  }

  String words() {
    return words;
  }

  /** The response code that every answer must have. */
  String code() {
    return code;
  }

  /** Queries a second, the same for both, far below what they can do. */
  int load() {
    return load;
  }

  /** Whether answers need more than the 512 bytes that a client without EDNS takes. */
  boolean large() {
    return this == HEADLESS;
  }

  /**
   * A line for each query, as dnsperf reads it.
   *
   * @param services how many Services there are
   */
  List<String> queries(int services) {
    return switch (this) {
      case NAMES -> each(services, "%s" + ZONE + " A");
      case SRV -> each(services, "_http._tcp.%s" + ZONE + " SRV");
      case ABSENT ->
          IntStream.range(0, ABSENT_NAMES).mapToObj(i -> "absent-" + i + ZONE + " A").toList();
      case HEADLESS -> List.of(Crowd.NAME + ZONE + " A");
      case UPSTREAM -> List.of(Upstream.NAME + " A");
    };
  }

  /** All Services, but not in the order in which they lie in memory: 7919 is a prime. */
  private static List<String> each(int services, String line) {
    return IntStream.range(0, services)
        .mapToObj(i -> line.formatted(Population.name((int) (i * 7_919L % services))))
        .toList();
  }
}
