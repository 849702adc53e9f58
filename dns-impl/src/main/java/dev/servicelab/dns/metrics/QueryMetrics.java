package dev.servicelab.dns.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** CoreDNS's per-query metrics: the sums of all threads' tallies, made when somebody asks. */
public final class QueryMetrics implements MultiCollector {

  private static final String REQUESTS = "coredns_dns_requests";
  private static final String RESPONSES = "coredns_dns_responses";
  private static final String DNSSEC_OK = "coredns_dns_do_requests";
  private static final String DURATION = "coredns_dns_request_duration_seconds";
  private static final String REQUEST_SIZE = "coredns_dns_request_size_bytes";
  private static final String RESPONSE_SIZE = "coredns_dns_response_size_bytes";

  private final Map<Place, QueryTally> tallies = new ConcurrentHashMap<>();

  /**
   * The tally of one thread, the same one again after a reload.
   *
   * @param server where the server block listens, for example {@code dns://:53}
   * @param zone the block's zone the queries fall under
   * @param transport {@code udp} or {@code tcp}
   * @param lane a number of the thread's own; 0 is for all that share one
   */
  public QueryTally tally(String server, String zone, String transport, int lane) {
    return tallies.computeIfAbsent(
        new Place(server, zone, transport, lane), place -> new QueryTally());
  }

  @Override
  public List<String> getPrometheusNames() {
    return List.of(REQUESTS, RESPONSES, DNSSEC_OK, DURATION, REQUEST_SIZE, RESPONSE_SIZE);
  }

  @Override
  public MetricSnapshots collect() {
    Map<Labels, QueryTally> byZone = sums(place -> place.with(""));
    Map<Labels, QueryTally> byTransport = sums(UnaryOperator.identity());
    return MetricSnapshots.of(
        counter(
            REQUESTS,
            "Counter of DNS requests made per zone, protocol and family.",
            byTransport,
            QueryMetrics::requests),
        counter(RESPONSES, "Counter of response status codes.", byZone, QueryMetrics::responses),
        counter(
            DNSSEC_OK,
            "Counter of DNS requests with DO bit set per zone.",
            byZone,
            (labels, sum) -> Map.of(labels, sum.dnssecOk())),
        histogram(
            DURATION,
            "Histogram of the time (in seconds) each request took per zone.",
            byZone,
            QueryTally::nanos),
        histogram(
            REQUEST_SIZE, "Size of the request in bytes.", byTransport, QueryTally::requestBytes),
        histogram(
            RESPONSE_SIZE,
            "Size of the returned response in bytes.",
            byTransport,
            QueryTally::responseBytes));
  }

  private Map<Labels, QueryTally> sums(UnaryOperator<Place> group) {
    Map<Labels, QueryTally> sums = new TreeMap<>();
    tallies.forEach(
        (place, tally) ->
            tally.addTo(
                sums.computeIfAbsent(group.apply(place).labels(), absent -> new QueryTally())));
    return sums;
  }

  private static Map<Labels, Long> requests(Labels labels, QueryTally sum) {
    Map<Labels, Long> counted = new TreeMap<>();
    for (int family = 1; family <= QueryTally.FAMILIES; family++) {
      Labels ofFamily = labels.add("family", Integer.toString(family));
      for (int i = 0; i <= QueryTally.TYPES.length; i++) {
        String type = i == QueryTally.TYPES.length ? "other" : Type.string(QueryTally.TYPES[i]);
        counted.put(ofFamily.add("type", type), sum.requests(family, i));
      }
    }
    return counted;
  }

  private static Map<Labels, Long> responses(Labels labels, QueryTally sum) {
    Map<Labels, Long> counted = new TreeMap<>();
    for (int rcode = 0; rcode < QueryTally.RCODES; rcode++) {
      // In CoreDNS the outermost plugin that wraps the writer, so the same for all answers.
      Labels ofPlugin = labels.add("plugin", "");
      counted.put(ofPlugin.add("rcode", Rcode.string(rcode)), sum.responses(rcode));
    }
    return counted;
  }

  private static CounterSnapshot counter(
      String name,
      String help,
      Map<Labels, QueryTally> sums,
      BiFunction<Labels, QueryTally, Map<Labels, Long>> numbers) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    sums.forEach(
        (labels, sum) ->
            numbers.apply(labels, sum).entrySet().stream()
                .filter(number -> number.getValue() > 0)
                .map(
                    number ->
                        new CounterDataPointSnapshot(number.getValue(), number.getKey(), null, 0))
                .forEach(counter::dataPoint));
    return counter.build();
  }

  private static HistogramSnapshot histogram(
      String name, String help, Map<Labels, QueryTally> sums, Function<QueryTally, Spread> spread) {
    HistogramSnapshot.Builder histogram = HistogramSnapshot.builder().name(name).help(help);
    sums.forEach((labels, sum) -> histogram.dataPoint(spread.apply(sum).snapshot(labels)));
    return histogram.build();
  }

  /** Which queries a tally counts; an empty transport stands for all. */
  private record Place(String server, String zone, String transport, int lane) {

    Place with(String otherTransport) {
      return new Place(server, zone, otherTransport, 0);
    }

    Labels labels() {
      Labels all = Labels.of("server", server, "zone", zone, "view", "");
      return transport.isEmpty() ? all : all.add("proto", transport);
    }
  }
}
