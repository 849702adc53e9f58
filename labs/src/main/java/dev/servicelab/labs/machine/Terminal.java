package dev.servicelab.labs.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which of this process's streams lead to a terminal; where /proc does not tell, none does. */
public enum Terminal {
  /** Standard input. */
  INPUT(0),
  /** Standard output. */
  OUTPUT(1),
  /** Standard error. */
  ERROR(2);

  private final int descriptor;

  Terminal(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Whether a person may sit at the other end. */
  public boolean attached() {
    try {
      Path target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
      return target.startsWith("/dev/pts") || target.toString().startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
