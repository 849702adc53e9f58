package dev.servicelab.dns.explain;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.clients.SearchList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Tells what becomes of a question: what the client's resolver makes of the name, which zone it
 * falls into, what each plugin decides, and what every byte of the reply means. {@code lab dns
 * explain} prints it, {@code /explain} answers with it.
 */
final class Story {

  private static final int BYTES_A_LINE = 8;

  private final Explained explained;
  private final Rehearsal chosen;
  private final StringBuilder text = new StringBuilder();

  Story(Explained explained) {
    this.explained = explained;
    this.chosen = explained.chosen();
  }

  /** The story: many lines, the last one ended. */
  String text() {
    text.setLength(0);
    line(
        "%s, asked over %s by %s",
        question(chosen), explained.asked().transport().label(), explained.client());
    search();
    zone();
    new VisitText(chosen, this::line).tell();
    line("%s", FastAnswer.words(chosen));
    reply();
    bytes();
    return text.toString();
  }

  private void search() {
    if (explained.client().search().isEmpty()) {
      return;
    }
    SearchList list = explained.client().search().get();
    line("");
    line(
        "What its resolver makes of \"%s\" (glibc; search %s, ndots:%d)",
        explained.asked().name(),
        list.domains().stream().map(one -> one.toString(true)).collect(Collectors.joining(" ")),
        list.ndots());
    int number = 1;
    for (Name candidate : explained.candidates()) {
      line(" %2d %s: %s", number++, candidate, fate(candidate));
    }
    line("    musl (Alpine) never searches for a name with %d dots or more", list.ndots());
  }

  private String fate(Name candidate) {
    return explained
        .of(candidate)
        .map(
            one ->
                one.outcome() instanceof Outcome.Answer
                    ? Doings.result(one.outcome()) + ", so the search ends here"
                    : Doings.result(one.outcome()))
        .orElse("not asked any more");
  }

  private void zone() {
    line("");
    String zones = names(explained.zones());
    if (chosen.route().chain().plugins().isEmpty() && !explained.zones().contains(zoneName())) {
      line("No zone here ends the name (zones: %s), so nobody answers for it", zones);
      elsewhere();
      return;
    }
    line("Zone %s, the longest that ends the name (zones: %s)", zoneName(), zones);
    elsewhere();
    line("Server block at %s, its plugins in the order they are asked:", chosen.route().at());
  }

  /** A question comes to one address; what the others would say is another question. */
  private void elsewhere() {
    explained
        .elsewhere()
        .forEach(
            (address, zones) ->
                line(
                    "    asked at %s; at %s there are other zones: %s",
                    Addresses.text(explained.address()), Addresses.text(address), names(zones)));
  }

  private static String names(List<Name> zones) {
    return zones.stream().map(Name::toString).collect(Collectors.joining(" "));
  }

  private Name zoneName() {
    return chosen.route().zone();
  }

  private void reply() {
    line("");
    line("The reply: %s%s", Doings.result(chosen.outcome()), truncated());
    section("", chosen.outcome().sections().answer());
    section("authority: ", chosen.outcome().sections().authority());
    section("additional: ", chosen.outcome().sections().additional());
    switch (chosen.outcome()) {
      case Outcome.NoData denial ->
          line("   NOERROR and not NXDOMAIN, which would deny the name itself, whatever the type");
      case Outcome.NameError denial ->
          line(
              "   NXDOMAIN and not 'no data': neither the name nor any below it exists (RFC 8020)");
      case Outcome.Answer answer -> {}
      case Outcome.Refused refused -> {}
      case Outcome.Failed failed -> {}
    }
  }

  private String truncated() {
    return chosen.truncated()
        ? "; too long for UDP: records are left out, the client shall ask again over TCP (TC)"
        : "";
  }

  private void section(String name, List<org.xbill.DNS.Record> records) {
    records.forEach(record -> line("   %s%s", name, record.toString().replaceAll("\\s+", " ")));
  }

  private void bytes() {
    line("");
    line("Its %d bytes", chosen.reply().length);
    for (WireLine field : AnnotatedMessage.of(chosen.reply())) {
      for (int from = 0; from < field.length(); from += BYTES_A_LINE) {
        int begin = field.offset() + from;
        int end = Math.min(field.offset() + field.length(), begin + BYTES_A_LINE);
        String hex = HexFormat.ofDelimiter(" ").formatHex(chosen.reply(), begin, end);
        String line =
            String.format(
                Locale.ROOT, "  %04x  %-23s  %s", begin, hex, from == 0 ? field.meaning() : "");
        line("%s", line.stripTrailing());
      }
    }
  }

  private static String question(Rehearsal one) {
    return "%s %s %s"
        .formatted(
            one.query().name(),
            DClass.string(one.query().dclass()),
            Type.string(one.query().type()));
  }

  @SuppressWarnings(
      "AnnotateFormatMethod") // the annotation would be this module's only use of its library
  private void line(String format, Object... arguments) {
    text.append(format.formatted(arguments)).append('\n');
  }
}
