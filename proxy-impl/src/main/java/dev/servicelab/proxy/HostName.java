package dev.servicelab.proxy;

import dev.servicelab.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine's name, from the kernel: no resolver is asked. */
final class HostName {
  private HostName() {}

  /**
   * As Kubernetes names nodes: trimmed and in lower case.
   *
   * @param override what somebody wants it to be; the machine's name if that is empty
   */
  static String orOverride(String override) {
    return override.isBlank() ? ofThisMachine() : override.strip().toLowerCase(Locale.ROOT);
  }

  private static String ofThisMachine() {
    Path file = Path.of("/proc/sys/kernel/hostname");
    try {
      return Files.readString(file).strip().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new StateException("no host name here, give --hostname-override NAME", e);
    }
  }
}
