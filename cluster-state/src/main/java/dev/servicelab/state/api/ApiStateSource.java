package dev.servicelab.state.api;

import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.Interest;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.PodRecord;
import dev.servicelab.state.Proxied;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.StateSource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An API server's state by list and watch. Delivers nothing before every kind's first list is
 * complete; while the server is away the last snapshot stays, and when it is back the lists are
 * compared and what changed meanwhile is delivered as one snapshot.
 */
public final class ApiStateSource implements StateSource {
  private static final String PROXIED = "!" + Proxied.OTHER_PROXY + ",!" + Proxied.HEADLESS;

  private final Interest interest;
  private final KubernetesClient client;
  private final Informers informers;
  private final Bursts bursts = new Bursts(this::publish);

  private final RecordStore<Service, ServiceRecord> services =
      new RecordStore<>(Service::new, ServiceReader::read, bursts::changed);
  private final RecordStore<EndpointSlice, EndpointSliceRecord> slices =
      new RecordStore<>(EndpointSlice::new, SliceReader::read, bursts::changed);
  private final RecordStore<Node, NodeRecord> nodes =
      new RecordStore<>(Node::new, NodeReader::read, bursts::changed);
  private final RecordStore<Namespace, String> namespaces =
      new RecordStore<>(
          Namespace::new, n -> Optional.of(n.getMetadata().getName()), bursts::changed);
  private final RecordStore<Pod, PodRecord> pods =
      new RecordStore<>(Pod::new, PodReader::read, bursts::changed);

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
    this.interest = interest;
    this.client = server.connect();
    this.informers = new Informers(server.toString(), bursts::changed);
  }

  @Override
  public void start(Consumer<ClusterSnapshot> listener) {
    this.listener = listener;
    bursts.start();
    boolean proxied = interest.servicesAndSlices() == Interest.Selection.PROXIED;
    var everyService = client.services().inAnyNamespace();
    var everySlice = client.discovery().v1().endpointSlices().inAnyNamespace();
    informers.add(proxied ? everyService.withLabelSelector(PROXIED) : everyService, services);
    informers.add(proxied ? everySlice.withLabelSelector(PROXIED) : everySlice, slices);
    if (interest.nodeName().equals("*")) {
      informers.add(client.nodes(), nodes);
    } else if (!interest.nodeName().isEmpty()) {
      informers.add(client.nodes().withField("metadata.name", interest.nodeName()), nodes);
    }
    if (interest.namespaces()) {
      informers.add(client.namespaces(), namespaces);
    }
    if (interest.pods()) {
      informers.add(client.pods().inAnyNamespace(), pods);
    }
    informers.start();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    bursts.close();
    informers.close();
    client.close();
  }

  private synchronized void publish() {
    if (closed || !informers.complete()) {
      return;
    }
    ClusterSnapshot next =
        new ClusterSnapshot(
            last.revision() + 1,
            services.records(),
            slices.records(),
            nodes.records(),
            namespaces.records(),
            pods.records());
    if (last.revision() == 0 || !next.sameObjects(last)) {
      last = next;
      listener.accept(next);
    }
  }
}
