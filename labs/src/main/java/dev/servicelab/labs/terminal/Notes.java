package dev.servicelab.labs.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a student has noted from the screen to type it again, each under a name. */
public final class Notes {
  private final Map<String, String> values = new LinkedHashMap<>();

  /** The value of a note, or null if there is none of that name. */
  @Nullable String value(String name) {
    return values.get(name);
  }

  void add(Map<String, String> more) {
    values.putAll(more);
  }

  /** A line with the values of the notes in the place of {@code <name of a note>}. */
  public String fill(String line) {
    String filled = line;
    for (Map.Entry<String, String> note : values.entrySet()) {
      filled = filled.replace("<" + note.getKey() + ">", note.getValue());
    }
    return filled;
  }
}
