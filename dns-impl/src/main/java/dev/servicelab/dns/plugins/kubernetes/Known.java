package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.records.RecordView;
import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.state.ClusterSnapshot;
import org.jspecify.annotations.Nullable;

/** What is known of the cluster at one moment: its objects, their names, and the pods that ask. */
final class Known {

  private final ClusterSnapshot cluster;
  private final RecordView view;
  private volatile @Nullable ClientPods clients;

  private Known(ClusterSnapshot cluster, RecordView view) {
    this.cluster = cluster;
    this.view = view;
  }

  /**
   * Nothing but the zones themselves, before the API server has said anything.
   *
   * @param serial the zones' serial number, in seconds since 1970
   */
  static Known nothing(RecordOptions records, long serial) {
    return new Known(ClusterSnapshot.empty(), RecordView.empty(records, serial));
  }

  /**
   * What is known with a later snapshot.
   *
   * @param now in seconds since 1970
   */
  Known next(ClusterSnapshot snapshot, long now) {
    return new Known(snapshot, view.next(snapshot, now));
  }

  /** Whether the whole cluster has been read, so that what is absent does not exist. */
  boolean whole() {
    return cluster.whole();
  }

  ClusterSnapshot cluster() {
    return cluster;
  }

  RecordView view() {
    return view;
  }

  /** The pods by their addresses; made for those who ask, as most servers have nobody who does. */
  ClientPods clients() {
    ClientPods pods = clients;
    if (pods == null) {
      pods = new ClientPods(cluster);
      clients = pods;
    }
    return pods;
  }
}
