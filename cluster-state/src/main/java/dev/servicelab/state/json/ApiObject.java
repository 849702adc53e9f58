package dev.servicelab.state.json;

import java.io.IOException;
import java.util.Optional;

/**
 * An object as the API server sent it.
 *
 * @param metadata its name and version
 * @param record what we keep of it; empty if nobody needs such an object
 */
public record ApiObject<R>(Metadata metadata, Optional<R> record) {
  /** The object that {@code json} stands at; {@code reader} is new and used for this one only. */
  public static <R> ApiObject<R> read(Json json, RecordReader<R> reader) throws IOException {
    Metadata[] metadata = {Metadata.NONE};
    json.object(
        name -> {
          if (name.equals("metadata")) {
            metadata[0] = Metadata.read(json);
          } else {
            reader.field(name, json);
          }
        });
    return new ApiObject<>(metadata[0], reader.record(metadata[0]));
  }
}
