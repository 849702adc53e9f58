package dev.servicelab.labs.traffic;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.world.Timeouts;
import java.util.ArrayList;
import java.util.List;

/**
 * Many clients in one container, each with an address of its own: what a Service sees of a crowd.
 *
 * @param home where they live
 * @param addresses one for each of them
 */
public record Crowd(ForeignContainer home, List<String> addresses) {
  private static final String NEXT = "@client ";

  /** Keeps a copy of the list. */
  public Crowd {
    addresses = List.copyOf(addresses);
  }

  /**
   * Has every client ask a number of times, each request on a new connection; the clients side by
   * side.
   *
   * @param pace how often each asks, as curl writes it, e.g. {@code 30/m}
   * @return what each client heard, in the order of the addresses
   */
  public List<Replies> ask(Target target, int count, String pace, Timeouts timeouts) {
    List<String> curl =
        new ArrayList<>(CurlOutput.command(target.host(), target.port(), count, timeouts));
    curl.addAll(List.of("--rate", pace, "--interface", "$client"));
    String clients = String.join(" ", addresses);
    String script =
        """
        d=$(mktemp -d)
        for client in %1$s; do %2$s > "$d/$client" & done
        wait
        for client in %1$s; do echo "%3$s$client"; cat "$d/$client"; done
        rm -r "$d"
        """
            .formatted(clients, Shell.line(curl), NEXT);
    CommandResult result = home.inside(List.of("sh", "-c", script));
    String[] parts = result.stdout().split("(?m)^" + NEXT);
    List<Replies> heard = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      String[] nameAndText = parts[i].split("\n", 2);
      heard.add(
          new Replies(nameAndText[0], target.toString(), count, CurlOutput.parse(nameAndText[1])));
    }
    return heard;
  }
}
