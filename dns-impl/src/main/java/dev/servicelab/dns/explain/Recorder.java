package dev.servicelab.dns.explain;

import dev.servicelab.dns.chain.Explanation;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Writes down who was asked what in a rehearsal, and what each said. */
final class Recorder implements Explanation {

  private final Visit server;
  private final Deque<Visit> open = new ArrayDeque<>();

  Recorder(Query query) {
    server = new Visit("server", query);
    open.push(server);
  }

  /** Everything: the plugins that were asked are behind this visit to the server. */
  synchronized Visit visits() {
    return server;
  }

  @Override
  public synchronized void say(String who, Supplier<String> decision) {
    Visit speaker =
        open.stream().filter(visit -> visit.plugin().equals(who)).findFirst().orElse(open.peek());
    if (speaker != null) {
      speaker.said().add(decision.get());
    }
  }

  @Override
  public synchronized void asked(String plugin, Query query) {
    Visit visit = new Visit(plugin, query);
    Visit asking = open.peek();
    if (asking != null) {
      asking.next().add(visit);
    }
    open.push(visit);
  }

  @Override
  public synchronized void answered(String plugin, Outcome outcome) {
    if (open.size() > 1) {
      open.pop().end(outcome);
    }
  }

  @Override
  public boolean rehearsal() {
    return true;
  }
}
