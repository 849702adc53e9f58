package dev.servicelab.proxy.plan;

import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.EndpointSliceRecord.AddressType;
import dev.servicelab.state.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which EndpointSlices of one family belong to which Service, kept up to date from snapshot to
 * snapshot: only slices that were replaced are looked at.
 */
final class ServiceSlices {
  private final AddressType family;
  private final Map<ObjectName, List<EndpointSliceRecord>> byService = new HashMap<>();
  private List<EndpointSliceRecord> last = List.of();

  ServiceSlices(AddressType family) {
    this.family = family;
  }

  /** The slices of a Service, sorted by name. */
  List<EndpointSliceRecord> of(ObjectName service) {
    return byService.getOrDefault(service, List.of());
  }

  /**
   * Takes a snapshot's slices.
   *
   * @param now sorted by namespace and name
   * @return the Services that have other slices than before
   */
  Set<ObjectName> update(List<EndpointSliceRecord> now) {
    Set<ObjectName> touched = new HashSet<>();
    new SortedChanges<>(last, now, slice -> new ObjectName(slice.namespace(), slice.name()))
        .tell(gone -> change(gone, false, touched), come -> change(come, true, touched));
    last = now;
    return touched;
  }

  private void change(EndpointSliceRecord slice, boolean come, Set<ObjectName> touched) {
    if (slice.addressType() != family || slice.serviceName().isEmpty()) {
      return;
    }
    ObjectName service = new ObjectName(slice.namespace(), slice.serviceName());
    touched.add(service);
    List<EndpointSliceRecord> slices =
        byService.computeIfAbsent(service, absent -> new ArrayList<>(1));
    if (come) {
      int at = 0;
      while (at < slices.size() && slices.get(at).name().compareTo(slice.name()) < 0) {
        at++;
      }
      slices.add(at, slice);
    } else {
      slices.removeIf(one -> one.name().equals(slice.name()));
      if (slices.isEmpty()) {
        byService.remove(service);
      }
    }
  }
}
