package dev.servicelab.labs.equal.dns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The files of this comparison, beside the classes. */
final class Resources {
  private static final String FOLDER = "/equal/dns/";

  /** What plugins read, in the folder of the Corefile. */
  static final List<String> BESIDE_COREFILE = List.of("hosts", "example.zone");

  private Resources() {}

  /** What the DNS server beside the cluster is given. */
  static Map<String, String> upstream() {
    return Map.of(
        "Corefile", text("upstream/Corefile"),
        "lab.zone", text("upstream/lab.zone"),
        "big.zone", text("upstream/big.zone"));
  }

  /** The text of a file. */
  static String text(String name) {
    try (InputStream in = Resources.class.getResourceAsStream(FOLDER + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
