package dev.servicelab.state.json;

import java.io.IOException;
import java.util.Optional;

/** Collects what one record needs while an object streams by. */
public interface RecordReader<R> {
  /**
   * A field of the object comes by: spec, status and so on, but not metadata.
   *
   * @param name the field's name
   * @param json stands at its value
   */
  void field(String name, Json json) throws IOException;

  /** The record, after the last field; empty if nobody needs such an object. */
  Optional<R> record(Metadata metadata);
}
