package dev.servicelab.dns.plugins.template;

import com.google.re2j.Pattern;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Patterns;
import dev.servicelab.dns.corefile.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * What a Corefile says about one template.
 *
 * @param dclass the class it is for, or ANY
 * @param type the type it is for, or ANY
 * @param zones the zones it is for
 * @param match expressions for names; the first that is found counts
 * @param answer the records of each section
 * @param additional the records of each section
 * @param authority the records of each section
 * @param rcode the reply's code
 * @param extendedError an EDNS option that says more (RFC 8914)
 * @param fallthrough names below these zones that no expression matches are passed on
 */
record TemplateConfig(
    int dclass,
    int type,
    List<Name> zones,
    List<Pattern> match,
    List<GoTemplate> answer,
    List<GoTemplate> additional,
    List<GoTemplate> authority,
    int rcode,
    Optional<EDNSOption> extendedError,
    List<Name> fallthrough) {

  private static final List<String> OPTIONS =
      List.of(
          "match",
          "answer",
          "additional",
          "authority",
          "rcode",
          "ederror",
          "fallthrough",
          "upstream");

  TemplateConfig {
    zones = List.copyOf(zones);
    match = List.copyOf(match);
    answer = List.copyOf(answer);
    additional = List.copyOf(additional);
    authority = List.copyOf(authority);
    fallthrough = List.copyOf(fallthrough);
  }

  /** Reads {@code template CLASS TYPE [ZONES...] { ... }}. */
  static TemplateConfig parse(Directive line, PluginContext context) {
    line.requireArguments(2, Integer.MAX_VALUE);
    List<String> words = line.arguments();
    Builder builder =
        new Builder(line, Zones.of(line, words.subList(2, words.size()), context.zones()));
    line.options().forEach(builder::add);
    if (builder.match.isEmpty()) {
      builder.match.add(Patterns.compile(line, ".*"));
    }
    return new TemplateConfig(
        code(line, "class", words.getFirst(), DClass::value),
        code(line, "type", words.get(1), Type::value),
        builder.zones,
        builder.match,
        builder.answer,
        builder.additional,
        builder.authority,
        builder.rcode,
        builder.extendedError,
        builder.fallthrough);
  }

  private static int code(Directive line, String what, String word, ToIntFunction<String> known) {
    int value = known.applyAsInt(word.toUpperCase(Locale.ROOT));
    if (value < 0) {
      throw line.error("'" + word + "' is not a " + what);
    }
    return value;
  }

  /** Collects the lines in braces. */
  private static final class Builder {
    private final Directive line;
    private final List<Name> zones;
    private final List<Pattern> match = new ArrayList<>();
    private final List<GoTemplate> answer = new ArrayList<>();
    private final List<GoTemplate> additional = new ArrayList<>();
    private final List<GoTemplate> authority = new ArrayList<>();
    private int rcode = Rcode.NOERROR;
    private Optional<EDNSOption> extendedError = Optional.empty();
    private List<Name> fallthrough = List.of();

    Builder(Directive line, List<Name> zones) {
      this.line = line;
      this.zones = zones;
    }

    void add(Directive option) {
      switch (option.name()) {
        case "match" -> {
          option.requireArguments(1, Integer.MAX_VALUE);
          option.arguments().forEach(text -> match.add(Patterns.compile(option, text)));
        }
        case "answer" -> records(option, answer);
        case "additional" -> records(option, additional);
        case "authority" -> records(option, authority);
        case "rcode" -> rcode = code(option, "rcode", option.onlyArgument(), Rcode::value);
        case "ederror" -> extendedError = Optional.of(extendedError(option));
        case "fallthrough" -> fallthrough = Zones.of(option, option.arguments(), zones);
        case "upstream" -> {
          // CNAMEs are always resolved; CoreDNS still reads the old word, too.
        }
        default -> throw line.unknownOption(option, OPTIONS);
      }
    }

    private static void records(Directive option, List<GoTemplate> records) {
      option.requireArguments(1, Integer.MAX_VALUE);
      for (String text : option.arguments()) {
        try {
          records.add(GoTemplate.parse(text));
        } catch (TemplateException e) {
          throw option.error(String.valueOf(e.getMessage()));
        }
      }
    }

    private static EDNSOption extendedError(Directive option) {
      option.requireArguments(1, 2);
      int code = Values.number(option, option.arguments().getFirst(), 0, 0xffff);
      return option.arguments().size() == 1
          ? new ExtendedErrorCodeOption(code)
          : new ExtendedErrorCodeOption(code, option.arguments().getLast());
    }
  }
}
