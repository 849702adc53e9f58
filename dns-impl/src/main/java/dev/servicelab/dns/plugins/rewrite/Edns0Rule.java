package dev.servicelab.dns.plugins.rewrite;

import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.NearestWord;
import dev.servicelab.dns.corefile.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.NSIDOption;

/**
 * Changes the EDNS options that plugins and upstreams see. The reply never shows them, so CoreDNS's
 * word {@code revert} changes nothing.
 *
 * @param action what becomes of the option
 * @param code the option's number
 * @param value the option that is put there
 */
record Edns0Rule(Action action, int code, Edns0Value value) implements Rule {

  /** The size that a query without EDNS offers upstream once it has an option, in bytes. */
  private static final int SIZE = 4096;

  private static final List<String> KINDS = List.of("local", "nsid", "subnet");
  private static final List<String> ACTIONS = List.of("set", "append", "replace", "unset");

  /** What becomes of an option. */
  enum Action {
    /** Replaced, or added if it is not there. */
    SET,
    /** Added if it is not there. */
    APPEND,
    /** Replaced if it is there. */
    REPLACE,
    /** Taken away. */
    UNSET
  }

  /** Reads {@code local|nsid|subnet set|append|replace|unset ... [revert]}. */
  static Rule parse(Directive line, List<String> words, PluginContext context) {
    if (words.size() < 2) {
      throw line.error("edns0: expected one of " + KINDS + " and one of " + ACTIONS);
    }
    String kind = words.getFirst().toLowerCase(Locale.ROOT);
    String action = words.get(1).toLowerCase(Locale.ROOT);
    if (!ACTIONS.contains(action)) {
      throw line.error(
          "edns0: '" + action + "' is not one of " + ACTIONS + NearestWord.hint(action, ACTIONS));
    }
    boolean revert = words.size() > 2 && words.getLast().equals("revert");
    List<String> rest = words.subList(2, revert ? words.size() - 1 : words.size());
    Action chosen = Action.valueOf(action.toUpperCase(Locale.ROOT));
    return switch (kind) {
      case "local" -> local(line, chosen, rest, context);
      case "nsid" -> {
        requireCount(line, kind, rest, 0);
        yield new Edns0Rule(
            chosen, EDNSOption.Code.NSID, query -> Optional.of(new NSIDOption(new byte[0])));
      }
      case "subnet" -> subnet(line, chosen, rest);
      default ->
          throw line.error(
              "edns0: '" + kind + "' is not one of " + KINDS + NearestWord.hint(kind, KINDS));
    };
  }

  private static Rule local(
      Directive line, Action action, List<String> words, PluginContext context) {
    requireCount(line, "local", words, action == Action.UNSET ? 1 : 2);
    int code = code(line, words.getFirst());
    return new Edns0Rule(
        action,
        code,
        action == Action.UNSET
            ? query -> Optional.empty()
            : Edns0Value.local(line, code, words.getLast(), context));
  }

  private static Rule subnet(Directive line, Action action, List<String> words) {
    requireCount(line, "subnet", words, action == Action.UNSET ? 0 : 2);
    int v4 = action == Action.UNSET ? 0 : Values.number(line, words.getFirst(), 0, 32);
    int v6 = action == Action.UNSET ? 0 : Values.number(line, words.getLast(), 0, 128);
    return new Edns0Rule(action, EDNSOption.Code.CLIENT_SUBNET, Edns0Value.subnet(v4, v6));
  }

  @Override
  public Optional<Rewritten> apply(Query query) {
    Query.Edns edns = query.request().edns().orElse(new Query.Edns(SIZE, false));
    List<EDNSOption> options = new ArrayList<>(edns.options());
    boolean there = options.stream().anyMatch(option -> option.getCode() == code);
    boolean put =
        switch (action) {
          case SET -> true;
          case APPEND -> !there;
          case REPLACE -> there;
          case UNSET -> false;
        };
    Optional<EDNSOption> option = put ? value.of(query) : Optional.empty();
    if (option.isEmpty() && action != Action.UNSET) {
      return Optional.empty();
    }
    options.removeIf(old -> old.getCode() == code);
    option.ifPresent(options::add);
    return Rewritten.of(
        query.with(
            query.request().with(new Query.Edns(edns.payloadSize(), edns.dnssecOk(), options))));
  }

  private static int code(Directive line, String word) {
    try {
      int code = Integer.decode(word);
      if (code >= 0 && code <= 0xffff) {
        return code;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for every bad number
    }
    throw line.error("edns0: '" + word + "' is not an option's number (examples: 65001, 0xfde9)");
  }

  private static void requireCount(Directive line, String kind, List<String> words, int count) {
    if (words.size() != count) {
      throw line.error(
          "edns0 " + kind + ": expected " + count + " words here, found " + words.size());
    }
  }
}
