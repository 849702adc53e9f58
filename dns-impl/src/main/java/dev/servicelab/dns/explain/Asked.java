package dev.servicelab.dns.explain;

import dev.servicelab.dns.chain.Client.Transport;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Type;

/**
 * What is to be explained, as somebody typed it.
 *
 * @param name the name, with or without a final dot
 * @param type the record type's number
 * @param dclass the class's number
 * @param client who asks, as {@link Clients} reads it; empty: nobody in particular
 * @param transport how the question would come
 * @param port where it would come to; 0: the first port in the Corefile
 */
public record Asked(
    String name, int type, int dclass, String client, Transport transport, int port) {

  /** The parameters there are, in the words of {@code /explain} and {@code lab dns explain}. */
  private static final Set<String> WORDS =
      Set.of("name", "type", "class", "client", "proto", "port", "format");

  /** The question of somebody unknown over UDP. */
  public static Asked of(String name, String type) {
    return parse(Map.of("name", name, "type", type));
  }

  /**
   * Reads parameters by their words; absent or empty ones have a meaning of their own, but for
   * {@code name}.
   *
   * @throws IllegalArgumentException if one is unknown, missing or wrong; the message is one line
   *     for a person
   */
  public static Asked parse(Map<String, String> parameters) {
    parameters.keySet().stream()
        .filter(word -> !WORDS.contains(word))
        .sorted()
        .findFirst()
        .ifPresent(
            word -> {
              throw wrong("there is no parameter " + word);
            });
    String name = parameters.getOrDefault("name", "");
    if (name.isEmpty()) {
      throw wrong("name is missing");
    }
    return new Asked(
        name,
        type(or(parameters, "type", "A")),
        dclass(or(parameters, "class", "IN")),
        parameters.getOrDefault("client", ""),
        transport(or(parameters, "proto", "udp")),
        port(or(parameters, "port", "")));
  }

  private static String or(Map<String, String> parameters, String word, String absent) {
    String value = parameters.getOrDefault(word, "");
    return value.isEmpty() ? absent : value;
  }

  private static int type(String word) {
    int type = number(word, Type.value(word, false));
    if (type < 0) {
      throw wrong("'" + word + "' is no record type such as A, AAAA, SRV, PTR or TYPE65");
    }
    return type;
  }

  private static int dclass(String word) {
    int dclass = number(word, DClass.value(word));
    if (dclass < 0) {
      throw wrong("'" + word + "' is no class such as IN or CH");
    }
    return dclass;
  }

  /** Numbers are taken as well as words. */
  private static int number(String word, int byWord) {
    if (byWord >= 0 || !word.matches("\\d{1,5}")) {
      return byWord;
    }
    int number = Integer.parseInt(word);
    return number <= 65535 ? number : -1;
  }

  private static int port(String word) {
    int port = word.isEmpty() ? 0 : number(word, -1);
    if (port < 0 || (port == 0 && !word.isEmpty())) {
      throw wrong("'" + word + "' is no port");
    }
    return port;
  }

  private static Transport transport(String word) {
    return Arrays.stream(Transport.values())
        .filter(transport -> transport.label().equals(word.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> wrong("proto '" + word + "' is neither udp nor tcp"));
  }

  private static IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException(message);
  }
}
