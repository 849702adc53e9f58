package dev.servicelab.dns.plugins.loadbalance;

import dev.servicelab.dns.chain.Addresses;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Reads weight files: a line with a name, below it lines with an address and its weight. */
final class Weights {

  private final Map<Name, Map<InetAddress, Integer>> weights = new HashMap<>();
  private @Nullable Map<InetAddress, Integer> ofName;

  private Weights() {}

  /**
   * Reads a file's text.
   *
   * @throws IOException if a line is wrong, with its number
   */
  static Map<Name, Map<InetAddress, Integer>> parse(String text) throws IOException {
    Weights reader = new Weights();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String stripped = line.strip();
      if (!stripped.isEmpty() && !stripped.startsWith("#")) {
        try {
          reader.add(stripped.split("\\s+"));
        } catch (IllegalArgumentException e) {
          throw new IOException("line " + number + ": " + e.getMessage(), e);
        }
      }
    }
    return reader.weights;
  }

  private void add(String[] words) {
    switch (words.length) {
      case 1 -> ofName = weights.computeIfAbsent(name(words[0]), key -> new HashMap<>());
      case 2 -> {
        if (ofName == null) {
          throw new IllegalArgumentException("a name has to stand before the first address");
        }
        ofName.put(address(words[0]), weight(words[1]));
      }
      default -> throw new IllegalArgumentException("neither a name nor an address and a weight");
    }
  }

  private static Name name(String word) {
    if (Addresses.literal(word).isPresent()) {
      throw new IllegalArgumentException("address " + word + " has no weight");
    }
    try {
      return Name.fromString(word, Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("'" + word + "' is not a name", e);
    }
  }

  private static InetAddress address(String word) {
    return Addresses.literal(word)
        .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not an address"));
  }

  private static int weight(String word) {
    if (word.matches("\\d{1,3}") && Integer.parseInt(word) >= 1 && Integer.parseInt(word) <= 255) {
      return Integer.parseInt(word);
    }
    throw new IllegalArgumentException("'" + word + "' is not a weight from 1 to 255");
  }
}
