package dev.servicelab.dns.plugins.log;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyObserver;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.Name;

/**
 * Logs each reply on a line.
 *
 * @param zones the names that are logged
 * @param classes the kinds of reply that are logged
 * @param format how a line looks
 */
public record LogPlugin(List<Name> zones, Set<ReplyClass> classes, LineFormat format)
    implements Plugin, ReplyObserver {

  private static final Logger LOG = System.getLogger("plugin/log");
  private static final List<String> OPTIONS = List.of("class");

  /** The kinds of reply that CoreDNS tells apart. */
  public enum ReplyClass {
    SUCCESS,
    DENIAL,
    ERROR;

    static ReplyClass of(Outcome outcome) {
      return switch (outcome) {
        case Outcome.Answer answer -> SUCCESS;
        case Outcome.NoData denial -> DENIAL;
        case Outcome.NameError denial -> DENIAL;
        case Outcome.Refused refused -> ERROR;
        case Outcome.Failed failed -> ERROR;
      };
    }
  }

  public LogPlugin {
    zones = List.copyOf(zones);
    classes = Set.copyOf(classes);
  }

  /** Reads {@code log [NAMES...] [FORMAT] { class CLASSES... }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    List<String> words = directive.arguments();
    LineFormat format = LineFormat.COMMON;
    // As in CoreDNS, a word with a brace is the format, all others are names.
    if (!words.isEmpty() && words.getLast().indexOf('{') >= 0) {
      format = LineFormat.parse(words.getLast());
      words = words.subList(0, words.size() - 1);
    }
    List<Name> zones = Zones.of(directive, words, List.of(Name.root));
    Set<ReplyClass> classes = EnumSet.noneOf(ReplyClass.class);
    for (Directive option : directive.options()) {
      if (!option.name().equals("class")) {
        throw directive.unknownOption(option, OPTIONS);
      }
      option.requireArguments(1, 4);
      option.arguments().forEach(word -> classes.addAll(classes(option, word)));
    }
    return new LogPlugin(
        zones, classes.isEmpty() ? EnumSet.allOf(ReplyClass.class) : classes, format);
  }

  @Override
  public String name() {
    return "log";
  }

  @Override
  public void replied(Query query, Reply reply) {
    if (classes.contains(ReplyClass.of(reply.outcome()))
        && Zones.match(zones, query.name()).isPresent()) {
      LOG.log(Level.INFO, () -> format.line(query, reply));
    }
  }

  private static Set<ReplyClass> classes(Directive option, String word) {
    return switch (word) {
      case "all" -> EnumSet.allOf(ReplyClass.class);
      case "success" -> EnumSet.of(ReplyClass.SUCCESS);
      case "denial" -> EnumSet.of(ReplyClass.DENIAL);
      case "error" -> EnumSet.of(ReplyClass.ERROR);
      default -> throw option.error("'" + word + "' is not one of success, denial, error, all");
    };
  }
}
