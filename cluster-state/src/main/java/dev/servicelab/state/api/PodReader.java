package dev.servicelab.state.api;

import static dev.servicelab.state.api.Absent.orEmpty;

import dev.servicelab.state.PodRecord;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodIP;
import java.util.List;
import java.util.Optional;

/** Makes the record of a {@code v1.Pod}. */
final class PodReader {
  private PodReader() {}

  static Optional<PodRecord> read(Pod pod) {
    List<String> ips =
        pod.getStatus() == null
            ? List.of()
            : orEmpty(pod.getStatus().getPodIPs()).stream().map(PodIP::getIp).toList();
    return Optional.of(
        new PodRecord(orEmpty(pod.getMetadata().getNamespace()), pod.getMetadata().getName(), ips));
  }
}
