package dev.servicelab.dns;

import dev.servicelab.dns.corefile.Corefile;
import dev.servicelab.dns.corefile.CorefileException;
import dev.servicelab.dns.corefile.FileImports;
import dev.servicelab.dns.corefile.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the Corefile comes from.
 *
 * @param file the file; empty for the built-in one
 * @param environment the variables it may use
 */
record CorefileSource(Optional<Path> file, Map<String, String> environment) {

  private static final String BUILT_IN = "Corefile.default";

  /**
   * The Corefile as it is now, imports included.
   *
   * @throws CorefileException if it cannot be read or is wrong
   */
  Corefile read() {
    Path path = file.orElse(Path.of(BUILT_IN));
    Path folder = path.toAbsolutePath().getParent();
    FileImports imports = new FileImports(folder == null ? path : folder, environment);
    return Corefile.parse(path.toString(), text(), imports);
  }

  private String text() {
    if (file.isEmpty()) {
      return builtIn();
    }
    try {
      return Files.readString(file.get());
    } catch (IOException e) {
      throw new CorefileException(new Position(file.get().toString(), 1), "cannot be read");
    }
  }

  private static String builtIn() {
    try (InputStream in = CorefileSource.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own " + BUILT_IN);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
