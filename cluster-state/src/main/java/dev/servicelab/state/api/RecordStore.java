package dev.servicelab.state.api;

import dev.servicelab.state.ObjectName;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An informer's cache that keeps our records instead of the client's objects. Of the object only
 * its identity and version stay, which the informer needs to see what a new list has changed.
 *
 * @param <T> the client's type
 * @param <R> our record
 */
final class RecordStore<T extends HasMetadata, R> implements ItemStore<T> {
  private final Supplier<T> empty;
  private final Function<T, Optional<R>> reader;
  private final Runnable onChange;
  private final Map<String, T> stubs = new ConcurrentHashMap<>();
  private final Map<ObjectName, R> records = new ConcurrentSkipListMap<>();

  /**
   * An empty store.
   *
   * @param empty makes an object of the client's type without content
   * @param reader makes the record; empty for objects nobody needs
   * @param onChange called after a record came, went or changed
   */
  RecordStore(Supplier<T> empty, Function<T, Optional<R>> reader, Runnable onChange) {
    this.empty = empty;
    this.reader = reader;
    this.onChange = onChange;
  }

  /** The records at this moment, sorted by namespace and name. */
  List<R> records() {
    return new ArrayList<>(records.values());
  }

  @Override
  public String getKey(T object) {
    return name(object).toString();
  }

  @Override
  public @Nullable T put(String key, T object) {
    Optional<R> record = reader.apply(object);
    R before =
        record.isPresent() ? records.put(name(object), record.get()) : records.remove(name(object));
    if (!record.equals(Optional.ofNullable(before))) {
      onChange.run();
    }
    return stubs.put(key, stub(object));
  }

  @Override
  public @Nullable T remove(String key) {
    T stub = stubs.remove(key);
    if (stub != null && records.remove(name(stub)) != null) {
      onChange.run();
    }
    return stub;
  }

  @Override
  public Stream<String> keySet() {
    return stubs.keySet().stream();
  }

  @Override
  public Stream<T> values() {
    return stubs.values().stream();
  }

  @Override
  public int size() {
    return stubs.size();
  }

  @Override
  public @Nullable T get(String key) {
    return stubs.get(key);
  }

  private T stub(T object) {
    T stub = empty.get();
    stub.setMetadata(
        new ObjectMetaBuilder()
            .withNamespace(object.getMetadata().getNamespace())
            .withName(object.getMetadata().getName())
            .withResourceVersion(object.getMetadata().getResourceVersion())
            .build());
    return stub;
  }

  private static ObjectName name(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return new ObjectName(namespace == null ? "" : namespace, object.getMetadata().getName());
  }
}
