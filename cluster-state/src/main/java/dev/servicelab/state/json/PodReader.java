package dev.servicelab.state.json;

import dev.servicelab.state.PodRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A {@code v1.Pod}; none of one that is being deleted or has ended, whose address will soon be
 * another's.
 */
public final class PodReader implements RecordReader<PodRecord> {
  /** Those that CoreDNS does not list either. */
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Unknown");

  private final List<String> ips = new ArrayList<>();
  private boolean ended;

  @Override
  public void field(String name, Json json) throws IOException {
    if (name.equals("status")) {
      json.object(
          field -> {
            if (field.equals("podIPs")) {
              json.array(() -> json.object(entry -> ip(entry, json)));
            } else if (field.equals("phase")) {
              ended = ENDED.contains(json.text());
            }
          });
    }
  }

  @Override
  public Optional<PodRecord> record(Metadata metadata) {
    return ended || metadata.deleting()
        ? Optional.empty()
        : Optional.of(new PodRecord(metadata.namespace(), metadata.name(), ips, metadata.labels()));
  }

  private void ip(String field, Json json) throws IOException {
    if (field.equals("ip")) {
      ips.add(json.text());
    }
  }
}
