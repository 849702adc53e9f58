package dev.servicelab.state.json;

import dev.servicelab.state.PodRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@code v1.Pod}; none of one that is being deleted, whose address will soon be another's. */
public final class PodReader implements RecordReader<PodRecord> {
  private final List<String> ips = new ArrayList<>();

  @Override
  public void field(String name, Json json) throws IOException {
    if (name.equals("status")) {
      json.object(
          field -> {
            if (field.equals("podIPs")) {
              json.array(() -> json.object(entry -> ip(entry, json)));
            }
          });
    }
  }

  @Override
  public Optional<PodRecord> record(Metadata metadata) {
    return metadata.deleting()
        ? Optional.empty()
        : Optional.of(new PodRecord(metadata.namespace(), metadata.name(), ips));
  }

  private void ip(String field, Json json) throws IOException {
    if (field.equals("ip")) {
      ips.add(json.text());
    }
  }
}
