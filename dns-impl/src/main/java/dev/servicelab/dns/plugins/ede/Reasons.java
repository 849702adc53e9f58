package dev.servicelab.dns.plugins.ede;

import dev.servicelab.dns.chain.Explanation;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ExtendedErrorCodeOption;

/**
 * Keeps the last thing that the deciding plugin said about a query, and the code they gave it;
 * whoever listened before goes on hearing everything.
 */
final class Reasons implements Explanation {

  /** A sentence; a long one would only make the reply too long for the option. */
  private static final int LONGEST = 200;

  private final Explanation outer;
  private String decider = "";
  private @Nullable Supplier<String> last;
  private OptionalInt code = OptionalInt.empty();

  Reasons(Explanation outer) {
    this.outer = outer;
  }

  @Override
  public void say(String who, Supplier<String> decision) {
    // Those around it have their say as well, but the reason is that of who was asked last.
    if (who.equals(decider)) {
      last = decision;
    }
    outer.say(who, decision);
  }

  @Override
  public void asked(String plugin, Query query) {
    decider = plugin;
    last = null;
    outer.asked(plugin, query);
  }

  @Override
  public void answered(String plugin, Outcome outcome) {
    outer.answered(plugin, outcome);
  }

  @Override
  public void extendedError(int infoCode) {
    code = OptionalInt.of(infoCode);
    outer.extendedError(infoCode);
  }

  @Override
  public boolean rehearsal() {
    return outer.rehearsal();
  }

  /** What the reply is to carry: always a code for what is no answer, words if there are any. */
  Optional<ExtendedErrorCodeOption> option(Outcome outcome, boolean inWords) {
    Optional<String> words =
        switch (outcome) {
          case Outcome.Answer answer -> Optional.empty();
          case Outcome.NoData denial -> Optional.ofNullable(last).map(Supplier::get);
          case Outcome.NameError denial -> Optional.ofNullable(last).map(Supplier::get);
          case Outcome.Refused refused -> Optional.of(refused.reason());
          case Outcome.Failed failed -> Optional.of(failed.reason());
        };
    if (code.isEmpty() && words.isEmpty()) {
      return Optional.empty();
    }
    int infoCode = code.orElse(ExtendedErrorCodeOption.OTHER);
    return Optional.of(
        inWords && words.isPresent()
            ? new ExtendedErrorCodeOption(infoCode, cut(words.get()))
            : new ExtendedErrorCodeOption(infoCode));
  }

  private static String cut(String words) {
    return words.length() <= LONGEST ? words : words.substring(0, LONGEST);
  }
}
