package dev.servicelab.dns.corefile;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Imports from the file system and the process environment.
 *
 * @param folder where relative paths start: the folder of the Corefile
 * @param environment the variables
 */
public record FileImports(Path folder, Map<String, String> environment) implements Imports {

  @Override
  public List<Source> files(String pattern, Position from) {
    Path path = folder.resolve(pattern);
    Path name = path.getFileName();
    if (name != null && name.toString().matches(".*[*?\\[{].*")) {
      return matching(path, name.toString(), from);
    }
    if (!Files.isRegularFile(path)) {
      throw new CorefileException(from, "import: no snippet and no file named '" + pattern + "'");
    }
    return List.of(read(path, from));
  }

  @Override
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name));
  }

  private static List<Source> matching(Path path, String glob, Position from) {
    Path parent = path.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, glob)) {
      entries.forEach(found::add);
    } catch (IOException e) {
      throw new CorefileException(from, "import: cannot list " + parent + ": " + e.getMessage());
    }
    Collections.sort(found);
    return found.stream().filter(Files::isRegularFile).map(file -> read(file, from)).toList();
  }

  private static Source read(Path path, Position from) {
    try {
      return new Source(path.toString(), Files.readString(path));
    } catch (IOException e) {
      throw new CorefileException(from, "import: cannot read " + path + ": " + e.getMessage());
    }
  }
}
