package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.records.options.Choice;
import dev.servicelab.dns.records.options.Choice.Side;
import dev.servicelab.dns.records.options.Choices;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the options that choose where one may differ: {@code choices coredns} all at once, {@code
 * WORD SIDE} one of them, whichever is written first.
 */
final class ChoiceOptions {

  private static final String ALL = "choices";

  /** A later CoreDNS's word for one of the sides. */
  private static final String HOSTNAMES = "ptr_hostname_only";

  /** The names of all these options. */
  static final List<String> WORDS =
      Stream.concat(Stream.of(ALL, HOSTNAMES), Arrays.stream(Choice.values()).map(Choice::word))
          .toList();

  private ChoiceOptions() {}

  static Choices read(Directive directive) {
    Choices choices = Choices.OURS;
    for (Directive option : directive.options()) {
      if (option.name().equals(ALL)) {
        choices = all(option);
      }
    }
    for (Directive option : directive.options()) {
      for (Choice choice : Choice.values()) {
        if (option.name().equals(choice.word())) {
          choices = choices.with(choice, side(option, choice));
        }
      }
      if (option.name().equals(HOSTNAMES)) {
        option.requireArguments(0, 0);
        choices = choices.with(Choice.PTR, Side.HOSTNAMES);
      }
    }
    return choices;
  }

  private static Choices all(Directive option) {
    String word = option.onlyArgument();
    return switch (word) {
      case "servicelab" -> Choices.OURS;
      case "coredns" -> Choices.COREDNS;
      default -> throw option.error("'" + word + "' is not one of servicelab, coredns");
    };
  }

  private static Side side(Directive option, Choice choice) {
    String word = option.onlyArgument();
    return choice
        .side(word)
        .orElseThrow(
            () ->
                option.error(
                    "'%s' is not one of %s"
                        .formatted(
                            word,
                            choice.sides().stream()
                                .map(Side::word)
                                .collect(Collectors.joining(", ")))));
  }
}
