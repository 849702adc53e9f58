package dev.servicelab.proxy.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request.
 *
 * @param parameters values by name; of several with one name the last counts
 */
public record Query(Map<String, String> parameters) {

  public Query {
    parameters = Map.copyOf(parameters);
  }

  /** The part behind the question mark. */
  static Query of(URI uri) {
    Map<String, String> parameters = new LinkedHashMap<>();
    @Nullable String query = uri.getRawQuery();
    if (query != null && !query.isEmpty()) {
      for (String pair : query.split("&")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        parameters.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return new Query(parameters);
  }

  /** A parameter that need not be there. */
  public Optional<String> get(String name) {
    return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * A parameter that must be there.
   *
   * @throws BadQuery if it is not
   */
  public String need(String name) {
    return get(name).orElseThrow(() -> new BadQuery(name + " is missing"));
  }

  /**
   * Refuses what nobody reads: a mistyped parameter would otherwise just have no effect.
   *
   * @throws BadQuery if there is any other parameter
   */
  public Query only(String... names) {
    Set<String> known = Set.of(names);
    parameters.keySet().stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new BadQuery("there is no parameter " + name);
            });
    return this;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadQuery("\"" + text + "\" is no query text: " + e.getMessage());
    }
  }
}
