package dev.servicelab.dns.corefile;

import java.util.List;
import java.util.Optional;

/**
 * What a Corefile may take from outside itself. Tests give it maps, the server gives it the file
 * system.
 */
public interface Imports {

  /** Nothing to import and no environment. */
  Imports NONE =
      new Imports() {
        @Override
        public List<Source> files(String pattern, Position from) {
          throw new CorefileException(from, "import: no snippet named '" + pattern + "'");
        }

        @Override
        public Optional<String> variable(String name) {
          return Optional.empty();
        }
      };

  /**
   * The files that match an {@code import} line, sorted by name.
   *
   * @param pattern a path or a glob, relative to the importing file
   * @param from the place of the import
   * @throws CorefileException if a path without wildcard does not exist; a glob that matches
   *     nothing is fine
   */
  List<Source> files(String pattern, Position from);

  /** The value for <code>{$NAME}</code>, empty if it is not set. */
  Optional<String> variable(String name);

  /**
   * An imported file.
   *
   * @param file the name for error messages
   * @param text its content
   */
  record Source(String file, String text) {}
}
