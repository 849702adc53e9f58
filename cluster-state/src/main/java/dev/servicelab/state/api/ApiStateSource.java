package dev.servicelab.state.api;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.Interest;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.PodRecord;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.StateSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An API server's state by list and watch. Delivers nothing before every kind's first list is
 * complete, or refused and {@link Interest#early} wanted; while the server is away the last
 * snapshot stays, and when it is back the lists are compared and what changed meanwhile is
 * delivered as one snapshot.
 */
public final class ApiStateSource implements StateSource {
  private final ApiServer server;
  private final boolean early;
  private final Problems problems;
  private final Bursts bursts = new Bursts(Bursts.Pace.USUAL, this::publish);
  private final List<ListWatch<?>> watches = new ArrayList<>();

  private final RecordStore<ServiceRecord> services = new RecordStore<>(this::changed);
  private final RecordStore<EndpointSliceRecord> slices = new RecordStore<>(this::changed);
  private final RecordStore<NodeRecord> nodes = new RecordStore<>(this::changed);
  private final RecordStore<String> namespaces = new RecordStore<>(this::changed);
  private final RecordStore<PodRecord> pods = new RecordStore<>(this::changed);

  private Consumer<ClusterSnapshot> listener = snapshot -> {};
  private ClusterSnapshot last = ClusterSnapshot.empty();
  private boolean closed;

  /**
   * A source that has not connected yet.
   *
   * @param server the API server
   * @param interest what is listed and watched
   */
  public ApiStateSource(ApiServer server, Interest interest) {
    this.server = server;
    this.early = interest.early();
    this.problems = new Problems(server);
    watch(Resource.services(interest), services);
    if (interest.servicesAndSlices() != Interest.Selection.SERVICES) {
      watch(Resource.slices(interest), slices);
    }
    if (!interest.nodeName().isEmpty()) {
      watch(Resource.nodes(interest.nodeName()), nodes);
    }
    if (interest.namespaces()) {
      watch(Resource.namespaces(interest), namespaces);
    }
    if (interest.pods()) {
      watch(Resource.pods(interest), pods);
    }
  }

  private <R> void watch(Resource<R> resource, RecordStore<R> store) {
    watches.add(new ListWatch<>(server, resource, store, problems, this::changed));
  }

  @Override
  public void start(Consumer<ClusterSnapshot> listener) {
    this.listener = listener;
    bursts.start();
    watches.forEach(ListWatch::start);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    bursts.close();
    watches.forEach(ListWatch::close);
  }

  /** While the first lists come in there is nothing to publish. */
  private void changed() {
    if (watches.stream().allMatch(watch -> watch.listed() || (early && watch.refused()))) {
      bursts.changed();
    }
  }

  private synchronized void publish() {
    if (closed) {
      return;
    }
    boolean whole = watches.stream().allMatch(ListWatch::listed);
    ClusterSnapshot next =
        new ClusterSnapshot(
            last.revision() + 1,
            services.records(),
            slices.records(),
            nodes.records(),
            namespaces.records(),
            pods.records(),
            whole);
    if (last.revision() == 0 || whole != last.whole() || !next.sameObjects(last)) {
      last = next;
      listener.accept(next);
    }
  }
}
