package dev.servicelab.dns.plugins.rewrite;

import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Type;

/**
 * Changes questions before the other plugins see them, and the replies on their way back. The
 * client's own question stands in the reply all the same.
 *
 * @param rules the rules as written
 */
public record RewritePlugin(List<Rule.Line> rules) implements Plugin {

  public RewritePlugin {
    rules = List.copyOf(rules);
  }

  /** Reads all {@code rewrite} lines of a block. */
  public static Plugin create(Directive lines, PluginContext context) {
    RuleParser parser = new RuleParser(context);
    return new RewritePlugin(lines.options().stream().map(parser::parse).toList());
  }

  @Override
  public String name() {
    return "rewrite";
  }

  @Override
  public Outcome handle(Query asked, Chain next) {
    Query query = asked;
    List<UnaryOperator<Outcome>> replies = new ArrayList<>();
    for (Rule.Line line : rules) {
      Optional<Rule.Rewritten> rewritten;
      try {
        rewritten = line.rule().apply(query);
      } catch (IllegalArgumentException e) {
        return Outcome.Failed.serverFailure("rewrite " + line.text() + ": " + e.getMessage());
      }
      if (rewritten.isPresent()) {
        explain(line, query, rewritten.get().query());
        query = rewritten.get().query();
        replies.addAll(rewritten.get().replies());
        if (line.stop()) {
          break;
        }
      }
    }
    Outcome outcome = next.ask(query);
    for (UnaryOperator<Outcome> reply : replies.reversed()) {
      outcome = reply.apply(outcome);
    }
    return outcome;
  }

  private void explain(Rule.Line line, Query before, Query after) {
    before.explain(
        name(),
        () ->
            question(before).equals(question(after))
                ? "rule '" + line.text() + "' leaves the question and may change the reply"
                : "rule '%s' makes %s of %s"
                    .formatted(line.text(), question(after), question(before)));
  }

  private static String question(Query query) {
    return query.name() + " " + DClass.string(query.dclass()) + " " + Type.string(query.type());
  }
}
