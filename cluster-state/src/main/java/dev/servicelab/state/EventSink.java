package dev.servicelab.state;

/** Where to tell the cluster what people should know about one of its objects. */
public interface EventSink {

  /**
   * Sends an event. Returns at once and never fails: an event that cannot be delivered is logged
   * and forgotten.
   */
  void send(ClusterEvent event);

  /** For clusters nobody can write to, such as folders of manifests. */
  static EventSink nowhere() {
    return event -> {};
  }
}
