package dev.servicelab.state.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON values one after another, as they come in. Stands at one value; the accessors read it, an
 * absent or {@code null} one as the empty default. What is not read is skipped.
 */
public final class Json implements AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  /** Enough for namespaces, nodes, zones and port names; labels that differ do not pile up. */
  private static final int MOST_SHARED = 1_000;

  private final JsonParser parser;
  private final Map<String, String> shared = new HashMap<>();

  private Json(JsonParser parser) {
    this.parser = parser;
  }

  /** Reads a stream in UTF-8, which is closed with this. */
  public static Json of(InputStream stream) throws IOException {
    return new Json(FACTORY.createParser(stream));
  }

  /** What to do with a field's value: read it, or leave it. */
  @FunctionalInterface
  public interface Field {
    void read(String name) throws IOException;
  }

  /** What to do with a list's element: read it, or leave it. */
  @FunctionalInterface
  public interface Item {
    void read() throws IOException;
  }

  /** Moves to the stream's next value; false at its end. */
  public boolean next() throws IOException {
    return parser.nextToken() != null;
  }

  /** Stands at each of the object's fields in turn. */
  public void object(Field field) throws IOException {
    if (isNull(JsonToken.START_OBJECT)) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      field.read(name);
      parser.skipChildren(); // Does nothing if the value was read: then this is its end.
    }
  }

  /** Stands at each of the list's elements in turn. */
  public void array(Item item) throws IOException {
    if (isNull(JsonToken.START_ARRAY)) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      item.read();
      parser.skipChildren();
    }
  }

  /** A text. */
  public String text() throws IOException {
    return parser.getValueAsString("");
  }

  /** A text that many objects have: all get the same instance. */
  public String sharedText() throws IOException {
    String text = text();
    if (shared.size() == MOST_SHARED) {
      shared.clear();
    }
    String before = shared.putIfAbsent(text, text);
    return before == null ? text : before;
  }

  /** A number; 0 if absent. */
  public int number() throws IOException {
    return parser.getValueAsInt();
  }

  /** A truth value, or the default if it is {@code null}. */
  public boolean flag(boolean absent) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL
        ? absent
        : parser.getValueAsBoolean(absent);
  }

  /** A list of texts. */
  public List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    array(() -> texts.add(text()));
    return texts;
  }

  /** An object whose values are texts, such as labels. */
  public Map<String, String> textMap() throws IOException {
    Map<String, String> texts = new HashMap<>();
    object(name -> texts.put(name, sharedText()));
    return texts;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  private boolean isNull(JsonToken wanted) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != wanted && token != JsonToken.VALUE_NULL) {
      throw new IOException(
          "the answer has " + token + " instead of " + wanted + " at " + parser.currentLocation());
    }
    return token == JsonToken.VALUE_NULL;
  }
}
