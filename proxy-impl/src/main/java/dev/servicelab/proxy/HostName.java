package dev.servicelab.proxy;

import dev.servicelab.state.StateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine's name, from the kernel: no resolver is asked. */
final class HostName {
  private HostName() {}

  /** As Kubernetes names nodes by default: trimmed and in lower case. */
  static String ofThisMachine() {
    Path file = Path.of("/proc/sys/kernel/hostname");
    try {
      return Files.readString(file).strip().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new StateException("no host name here, give --hostname-override NAME", e);
    }
  }
}
