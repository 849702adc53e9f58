package dev.servicelab.state.json;

import java.io.IOException;
import java.util.Optional;

/**
 * A {@code v1.Status}: what an API server says instead of the answer, and as the last event of a
 * watch that cannot go on.
 *
 * @param code an HTTP status; 0 if absent
 * @param message one line or more; may be empty
 */
public record Status(int code, String message) {
  /** Reads one. */
  public static final class Reader implements RecordReader<Status> {
    private int code;
    private String message = "";

    @Override
    public void field(String name, Json json) throws IOException {
      switch (name) {
        case "code" -> code = json.number();
        case "message" -> message = json.text();
        default -> {}
      }
    }

    @Override
    public Optional<Status> record(Metadata metadata) {
      return Optional.of(new Status(code, message));
    }
  }
}
