package dev.servicelab.labs.equal.dns;

import dev.servicelab.labs.equal.dns.Reply.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * In what two responses to one question differ. The order of records counts as far as aliases come
 * first: plugin loadbalance shuffles the rest.
 *
 * @param age the seconds by which TTLs may have counted down in a cache; 0 where there is none
 */
record ReplyComparison(long age) {
  private static final Pattern ALIAS = Pattern.compile(" CNAME ", Pattern.CASE_INSENSITIVE);

  /** What differs, in words; empty if nothing does. */
  List<String> differences(Optional<Reply> ours, Optional<Reply> reference) {
    if (ours.isEmpty() || reference.isEmpty()) {
      return ours.isPresent() == reference.isPresent()
          ? List.of()
          : List.of(ours.isPresent() ? "only ours responds" : "only the reference responds");
    }
    return differences(ours.get(), reference.get());
  }

  private List<String> differences(Reply ours, Reply reference) {
    List<String> found = new ArrayList<>();
    differ(found, "code or flags", ours.head(), reference.head());
    differ(found, "question", ours.question(), reference.question());
    differ(found, "EDNS", ours.edns(), reference.edns());
    boolean cut = ours.truncated() && reference.truncated();
    if (reference.echoes()) {
      section(found, "answer", ours.answer(), reference.answer(), cut);
    } else {
      // CoreDNS's cache, hosts and file have their own spelling; ours echoes there, too (0x20).
      section(found, "answer", lowerCase(ours.answer()), lowerCase(reference.answer()), cut);
    }
    section(found, "authority", ours.authority(), reference.authority(), cut);
    section(found, "additional", ours.additional(), reference.additional(), cut);
    // Ours compresses names always, the reference when it has to (W10).
    if (found.isEmpty() && ours.size() > reference.size()) {
      found.add("size");
    }
    return found;
  }

  private void section(
      List<String> found, String what, List<Line> ours, List<Line> reference, boolean cut) {
    if (cut) {
      // Which records are left over is chance; how many is not.
      differ(found, "number of records in " + what, ours.size(), reference.size());
      return;
    }
    differ(found, what, texts(sorted(ours)), texts(sorted(reference)));
    differ(found, "order of aliases", aliases(ours), aliases(reference));
    if (found.isEmpty() && !ttlsAgree(sorted(ours), sorted(reference))) {
      found.add("TTLs in " + what);
    }
  }

  private boolean ttlsAgree(List<Line> ours, List<Line> reference) {
    for (int i = 0; i < ours.size(); i++) {
      if (Math.abs(ours.get(i).ttl() - reference.get(i).ttl()) > age) {
        return false;
      }
    }
    return true;
  }

  /** Where aliases stand, and which. */
  private static List<String> aliases(List<Line> lines) {
    List<String> aliases = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (ALIAS.matcher(lines.get(i).text()).find()) {
        aliases.add(i + ": " + lines.get(i).text());
      }
    }
    return aliases;
  }

  private static List<Line> sorted(List<Line> lines) {
    return lines.stream().sorted(Comparator.comparing(Line::text)).toList();
  }

  private static List<Line> lowerCase(List<Line> lines) {
    return lines.stream()
        .map(line -> new Line(line.text().toLowerCase(Locale.ROOT), line.ttl()))
        .toList();
  }

  private static List<String> texts(List<Line> lines) {
    return lines.stream().map(Line::text).toList();
  }

  private static void differ(List<String> found, String what, Object ours, Object reference) {
    if (!ours.equals(reference)) {
      found.add(what);
    }
  }
}
