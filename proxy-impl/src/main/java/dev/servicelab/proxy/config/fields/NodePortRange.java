package dev.servicelab.proxy.config.fields;

import dev.servicelab.proxy.net.Cidr;
import java.util.List;
import java.util.stream.Stream;

/** An element of {@code nodePortAddresses}. */
public sealed interface NodePortRange {

  /** {@code primary}: the node's own address of each family. */
  record Primary() implements NodePortRange {}

  /** Ranges that hold for any node. */
  record Ranges(List<Cidr> cidrs) implements NodePortRange {
    public Ranges {
      cidrs = List.copyOf(cidrs);
    }
  }

  /**
   * Reads a range or one of the keywords {@code primary}, {@code localhost}, {@code all}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static NodePortRange parse(String text) {
    return switch (text) {
      case "primary" -> new Primary();
      case "localhost" -> ranges("127.0.0.0/8", "::1/128");
      case "all" -> ranges("0.0.0.0/0", "::/0");
      default -> ranges(text);
    };
  }

  private static Ranges ranges(String... texts) {
    return new Ranges(Stream.of(texts).map(Cidr::parse).toList());
  }
}
