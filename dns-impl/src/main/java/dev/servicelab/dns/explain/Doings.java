package dev.servicelab.dns.explain;

import dev.servicelab.dns.chain.Outcome;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Puts into words what a plugin did, as far as it shows from outside. */
final class Doings {

  private Doings() {}

  static String of(Visit visit) {
    if (visit.outcome().isEmpty()) {
      return "never came back";
    }
    Outcome outcome = visit.outcome().get();
    if (visit.next().isEmpty()) {
      return "decides: " + result(outcome);
    }
    Visit last = visit.next().getLast();
    String asks =
        visit.sameQuestion(last)
            ? "passes it on"
            : "asks for " + last.query().name() + " " + Type.string(last.query().type());
    return last.outcome().filter(outcome::equals).isPresent()
        ? asks
        : asks + ", and makes of the answer: " + result(outcome);
  }

  /** An outcome in a few words. */
  static String result(Outcome outcome) {
    int records = outcome.sections().answer().size();
    return switch (outcome) {
      case Outcome.Answer answer -> "NOERROR, " + records(records);
      case Outcome.NoData denial -> "NOERROR without such a record (no data)";
      case Outcome.NameError denial -> "NXDOMAIN";
      case Outcome.Refused refused -> Rcode.string(refused.rcode()) + ": " + refused.reason();
      case Outcome.Failed failed -> Rcode.string(failed.rcode()) + ": " + failed.reason();
    };
  }

  private static String records(int count) {
    return count == 1 ? "1 record" : count + " records";
  }
}
