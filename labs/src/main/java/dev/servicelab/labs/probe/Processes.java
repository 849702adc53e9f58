package dev.servicelab.labs.probe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processes of this PID namespace, as /proc shows them. */
public final class Processes {
  private static final Path PROC = Path.of("/proc");

  private Processes() {}

  /** The id of a process with this word in its command line; 0 if there is none. */
  public static long find(String word) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path entry : entries) {
        if (commandLine(entry).contains(word)) {
          return Long.parseLong(entry.getFileName().toString());
        }
      }
    }
    return 0;
  }

  private static String commandLine(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // it has ended meanwhile
    }
  }
}
