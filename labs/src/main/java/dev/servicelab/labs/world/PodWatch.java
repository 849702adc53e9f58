package dev.servicelab.labs.world;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Every change of the pods of a namespace, in the order in which the API server made them: what
 * {@code kubectl get pods --watch} prints.
 */
public final class PodWatch implements AutoCloseable {

  private final List<Pod> changes = new CopyOnWriteArrayList<>();
  private final Watch watch;

  /**
   * Begins to watch.
   *
   * @param scene whose first namespace is watched
   */
  public PodWatch(Scene scene) {
    this.watch = scene.client().pods().inNamespace(scene.namespace()).watch(new Recorder(changes));
  }

  /**
   * The place, counted from 0, of the first change after which the pod of this name is as the test
   * wants it; -1 if there was none yet.
   */
  public int first(String pod, Predicate<Pod> test) {
    List<Pod> seen = List.copyOf(changes);
    for (int place = 0; place < seen.size(); place++) {
      Pod changed = seen.get(place);
      if (changed.getMetadata().getName().equals(pod) && test.test(changed)) {
        return place;
      }
    }
    return -1;
  }

  /** One line for each change, as kubectl prints them. */
  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    for (Pod pod : changes) {
      lines
          .append(PodView.of(pod))
          .append(' ')
          .append(pod.getStatus().getPhase())
          .append(System.lineSeparator());
    }
    return lines.toString();
  }

  @Override
  public void close() {
    watch.close();
  }

  private record Recorder(List<Pod> changes) implements Watcher<Pod> {

    @Override
    public void eventReceived(Action action, Pod pod) {
      changes.add(pod);
    }

    /** What is missing from then on makes the step fail that looks for it. */
    @Override
    public void onClose(WatcherException cause) {}
  }
}
