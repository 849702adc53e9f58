package dev.servicelab.state.json;

import java.util.Optional;

/** A {@code v1.Namespace}, of which only the name counts. */
public final class NamespaceReader implements RecordReader<String> {
  @Override
  public void field(String name, Json json) {}

  @Override
  public Optional<String> record(Metadata metadata) {
    return Optional.of(metadata.name());
  }
}
