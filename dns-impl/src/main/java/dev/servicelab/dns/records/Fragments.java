package dev.servicelab.dns.records;

import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.state.Changed;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.ServiceRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All Services of a snapshot with their slices, by name and by address. Immutable.
 *
 * @param all sorted by namespace and name
 * @param addresses who has an address
 */
record Fragments(List<ServiceFragment> all, AddressIndex<ServiceFragment> addresses) {

  static final Fragments NONE = new Fragments(List.of(), AddressIndex.empty());

  Fragments {
    all = List.copyOf(all);
  }

  /** The Service of this name, or the slices that are left of it. */
  Optional<ServiceFragment> find(ObjectName name) {
    int first = 0;
    int end = all.size();
    while (first < end) {
      int middle = (first + end) >>> 1;
      int order = all.get(middle).name().compareTo(name);
      if (order == 0) {
        return Optional.of(all.get(middle));
      }
      if (order < 0) {
        first = middle + 1;
      } else {
        end = middle;
      }
    }
    return Optional.empty();
  }

  /** What is to become of one fragment. */
  private static final class Draft {
    private final ObjectName name;
    private final Optional<ServiceFragment> before;
    private @Nullable ServiceRecord service;
    private final List<EndpointSliceRecord> slices;

    Draft(ObjectName name, Optional<ServiceFragment> before) {
      this.name = name;
      this.before = before;
      this.service = before.flatMap(ServiceFragment::service).orElse(null);
      this.slices = new ArrayList<>(before.map(ServiceFragment::slices).orElse(List.of()));
    }

    Optional<ServiceFragment> after() {
      slices.sort(Comparator.comparing(EndpointSliceRecord::name));
      return service == null && slices.isEmpty()
          ? Optional.empty()
          : Optional.of(new ServiceFragment(name, service, slices));
    }
  }

  /**
   * The fragments after a change of the cluster. What has not changed is compared by pointer only
   * and stays the same instance.
   *
   * @param before the snapshot these were made from
   * @param after the new one
   * @param difference told of every fragment that is made anew or goes: what it was and what it is
   */
  Fragments update(
      ClusterSnapshot before,
      ClusterSnapshot after,
      RecordOptions options,
      BiConsumer<Optional<ServiceFragment>, Optional<ServiceFragment>> difference) {
    SortedMap<ObjectName, Draft> drafts = drafts(before, after);
    SortedMap<Address, List<ServiceFragment>> moved = new TreeMap<>();
    List<ServiceFragment> next = new ArrayList<>(all.size() + drafts.size());
    int from = 0;
    for (Draft draft : drafts.values()) {
      while (from < all.size() && all.get(from).name().compareTo(draft.name) < 0) {
        next.add(all.get(from++));
      }
      from += draft.before.isPresent() ? 1 : 0;
      Optional<ServiceFragment> made = draft.after();
      made.ifPresent(next::add);
      move(draft.before, made, options, moved);
      difference.accept(draft.before, made);
    }
    next.addAll(all.subList(from, all.size()));
    return new Fragments(next, addresses.with(moved));
  }

  private SortedMap<ObjectName, Draft> drafts(ClusterSnapshot before, ClusterSnapshot after) {
    SortedMap<ObjectName, Draft> drafts = new TreeMap<>();
    Changed.walk(
        before.services(),
        after.services(),
        service -> new ObjectName(service.namespace(), service.name()),
        (was, is) -> {
          ServiceRecord any = is != null ? is : was;
          if (any != null) {
            draft(drafts, any.namespace(), any.name()).service = is;
          }
        });
    Changed.walk(
        before.endpointSlices(),
        after.endpointSlices(),
        slice -> new ObjectName(slice.namespace(), slice.name()),
        (was, is) -> {
          if (was != null) {
            draft(drafts, was.namespace(), was.serviceName())
                .slices
                .removeIf(slice -> slice.name().equals(was.name()));
          }
          if (is != null) {
            draft(drafts, is.namespace(), is.serviceName()).slices.add(is);
          }
        });
    return drafts;
  }

  private Draft draft(Map<ObjectName, Draft> drafts, String namespace, String name) {
    return drafts.computeIfAbsent(
        new ObjectName(namespace, name), key -> new Draft(key, find(key)));
  }

  private void move(
      Optional<ServiceFragment> before,
      Optional<ServiceFragment> after,
      RecordOptions options,
      SortedMap<Address, List<ServiceFragment>> moved) {
    before.ifPresent(old -> old.addresses(options).forEach(at -> claims(moved, at).remove(old)));
    after.ifPresent(
        made ->
            made.addresses(options)
                .forEach(
                    at -> {
                      List<ServiceFragment> claims = claims(moved, at);
                      claims.add(made);
                      claims.sort(Comparator.comparing(ServiceFragment::name));
                    }));
  }

  private List<ServiceFragment> claims(
      SortedMap<Address, List<ServiceFragment>> moved, Address address) {
    return moved.computeIfAbsent(address, key -> new ArrayList<>(addresses.at(key)));
  }
}
