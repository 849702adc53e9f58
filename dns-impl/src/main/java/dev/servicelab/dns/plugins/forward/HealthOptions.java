package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import dev.servicelab.dns.plugins.forward.ForwardConfig.Health;
import java.time.Duration;
import java.util.Iterator;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Reads the options of {@code forward} about upstreams that fail. */
final class HealthOptions {

  private Health health = new Health(Duration.ofMillis(500), Name.root, true, 2, false);

  Health config() {
    return health;
  }

  void read(Directive option) {
    health =
        switch (option.name()) {
          case "max_fails" ->
              new Health(
                  health.interval(),
                  health.domain(),
                  health.recurse(),
                  Values.number(option, option.onlyArgument(), 0, Integer.MAX_VALUE),
                  health.failFast());
          case "health_check" -> check(option);
          default -> failFast(option);
        };
  }

  /** {@code health_check DURATION [no_rec] [domain NAME]}. */
  private Health check(Directive option) {
    option.requireArguments(1, 4);
    Iterator<String> words = option.arguments().iterator();
    Duration interval = Values.duration(option, words.next());
    Name domain = Name.root;
    boolean recurse = true;
    while (words.hasNext()) {
      String word = words.next();
      if (word.equals("no_rec")) {
        recurse = false;
      } else if (word.equals("domain") && words.hasNext()) {
        domain = domain(option, words.next());
      } else {
        throw option.error("'" + word + "' is not one of no_rec, domain NAME");
      }
    }
    return new Health(interval, domain, recurse, health.maxFails(), health.failFast());
  }

  private Health failFast(Directive option) {
    option.requireArguments(0, 0);
    return new Health(
        health.interval(), health.domain(), health.recurse(), health.maxFails(), true);
  }

  private static Name domain(Directive option, String word) {
    try {
      return Name.fromString(word, Name.root);
    } catch (TextParseException e) {
      throw option.error("'" + word + "' is not a name");
    }
  }
}
