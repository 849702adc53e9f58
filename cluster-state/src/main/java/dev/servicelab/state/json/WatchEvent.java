package dev.servicelab.state.json;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One line of a watch.
 *
 * @param <R> the record of the kind that is watched
 */
public sealed interface WatchEvent<R> {
  /** An object is there or has changed. */
  record Put<R>(ApiObject<R> object) implements WatchEvent<R> {}

  /** An object is gone, or the selectors no longer choose it. */
  record Removed<R>(Metadata metadata) implements WatchEvent<R> {}

  /** Nothing happened up to this version. KEP-956. */
  record Bookmark<R>(String resourceVersion) implements WatchEvent<R> {}

  /** The watch cannot go on. */
  record Failed<R>(Status status) implements WatchEvent<R> {}

  /**
   * The event that {@code json} stands at.
   *
   * @param readers makes the reader of the object
   * @throws IOException if it is cut off, or no event
   */
  static <R> WatchEvent<R> read(Json json, Supplier<RecordReader<R>> readers) throws IOException {
    var event =
        new Object() {
          private String type = "";
          private @Nullable WatchEvent<R> read;
        };
    json.object(
        field -> {
          switch (field) {
            case "type" -> event.type = json.text();
            // The API server writes the type first.
            case "object" -> event.read = object(event.type, json, readers);
            default -> {}
          }
        });
    if (event.read == null) {
      throw new IOException("a watch event holds no object");
    }
    return event.read;
  }

  private static <R> WatchEvent<R> object(String type, Json json, Supplier<RecordReader<R>> readers)
      throws IOException {
    return switch (type) {
      case "ADDED", "MODIFIED" -> new Put<>(ApiObject.read(json, readers.get()));
      case "DELETED" -> new Removed<>(ApiObject.read(json, readers.get()).metadata());
      case "BOOKMARK" ->
          new Bookmark<>(ApiObject.read(json, readers.get()).metadata().resourceVersion());
      case "ERROR" -> {
        Optional<Status> status = ApiObject.read(json, new Status.Reader()).record();
        yield new Failed<>(status.orElse(new Status(0, "")));
      }
      default -> throw new IOException("a watch event is of the unknown type \"" + type + "\"");
    };
  }
}
