package dev.servicelab.state.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A certificate, a key or a token: its text, or a file that somebody replaces long before its
 * content expires, as kubelet does. So it is read each time it is needed.
 */
public sealed interface Credential {
  /** No certificate, key or token. */
  Credential NONE = new Given("");

  /**
   * The text at this moment; empty for none.
   *
   * @throws IOException if there is no such file; the message names it
   */
  String read() throws IOException;

  /** A text that stays. */
  record Given(String text) implements Credential {
    @Override
    public String read() {
      return text;
    }

    /** A secret must not get into a log. */
    @Override
    public String toString() {
      return "given";
    }
  }

  /** The content of a file. */
  record InFile(Path path) implements Credential {
    @Override
    public String read() throws IOException {
      try {
        return Files.readString(path).strip();
      } catch (IOException e) {
        throw new IOException(path + " cannot be read", e);
      }
    }
  }
}
