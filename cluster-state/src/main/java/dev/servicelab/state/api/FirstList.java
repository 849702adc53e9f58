package dev.servicelab.state.api;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import org.jspecify.annotations.Nullable;

/**
 * Notes when an informer's first list is complete. Single events are of no interest here: {@link
 * RecordStore} sees them earlier.
 */
final class FirstList<T> implements ResourceEventHandler<T> {
  private final Runnable onList;
  private volatile boolean done;

  FirstList(Runnable onList) {
    this.onList = onList;
  }

  boolean done() {
    return done;
  }

  @Override
  public void onList(@Nullable String resourceVersion, boolean remainedEmpty) {
    if (!done) {
      done = true;
      onList.run();
    }
  }

  @Override
  public void onAdd(T object) {}

  @Override
  public void onUpdate(T before, T now) {}

  @Override
  public void onDelete(T object, boolean finalStateUnknown) {}
}
