package dev.servicelab.state.api;

import dev.servicelab.state.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records of one kind. An object that is listed or changed without a change of its record keeps
 * the instance it had, so that who compares two snapshots need not look inside.
 *
 * @param <R> the record
 */
final class RecordStore<R> {
  private final Runnable onChange;
  private final SortedMap<ObjectName, R> records = new TreeMap<>();

  /**
   * An empty store.
   *
   * @param onChange called after a record came, went or changed
   */
  RecordStore(Runnable onChange) {
    this.onChange = onChange;
  }

  /** The records at this moment, sorted by namespace and name. */
  synchronized List<R> records() {
    return new ArrayList<>(records.values());
  }

  /** An object is there or has changed; empty if it is one that nobody needs. */
  void put(ObjectName name, Optional<R> record) {
    boolean changed;
    synchronized (this) {
      changed = set(name, record);
    }
    if (changed) {
      onChange.run();
    }
  }

  /** An object is gone. */
  void remove(ObjectName name) {
    put(name, Optional.empty());
  }

  /** These are all objects; what is here and not among them is gone. */
  void replaceAll(Map<ObjectName, R> all) {
    boolean changed;
    synchronized (this) {
      changed = records.keySet().retainAll(all.keySet());
      for (Map.Entry<ObjectName, R> one : all.entrySet()) {
        changed |= set(one.getKey(), Optional.of(one.getValue()));
      }
    }
    if (changed) {
      onChange.run();
    }
  }

  private boolean set(ObjectName name, Optional<R> record) {
    Optional<R> before = Optional.ofNullable(records.get(name));
    if (record.equals(before)) {
      return false;
    }
    record.ifPresentOrElse(now -> records.put(name, now), () -> records.remove(name));
    return true;
  }
}
