package dev.servicelab.dns.explain;

import dev.servicelab.dns.chain.Plugin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The plugins' part of a story: who was asked, what they said, and who was not asked. */
final class VisitText {

  private final Rehearsal rehearsal;
  private final Lines lines;
  private final Set<String> met = new HashSet<>();
  private final List<String> silent = new ArrayList<>();
  private int number;

  VisitText(Rehearsal rehearsal, Lines lines) {
    this.rehearsal = rehearsal;
    this.lines = lines;
  }

  /** Takes a line, made as {@link String#format} does. */
  interface Lines {
    void add(String format, Object... arguments);
  }

  void tell() {
    rehearsal.visits().said().forEach(sentence -> lines.add("    %s", sentence));
    rehearsal.visits().next().forEach(visit -> tell(visit, "  "));
    flush("  ");
    List<String> rest =
        rehearsal.route().chain().plugins().stream()
            .map(Plugin::name)
            .filter(name -> !met.contains(name))
            .distinct()
            .toList();
    if (!rest.isEmpty()) {
      lines.add("    not asked: %s", String.join(", ", rest));
    }
  }

  private void tell(Visit visit, String indent) {
    met.add(visit.plugin());
    if (visit.silent()) {
      silent.add(visit.plugin());
    } else {
      flush(indent);
      lines.add("%s%d %s %s", indent, ++number, visit.plugin(), Doings.of(visit));
      visit.said().forEach(sentence -> lines.add("%s    %s", indent, sentence));
    }
    for (Visit next : visit.next()) {
      boolean elsewhere = next.query().indirections() > visit.query().indirections();
      tell(next, elsewhere ? indent + "   " : indent);
      flush(indent);
    }
  }

  /** Those that only handed the question on share a line. */
  private void flush(String indent) {
    if (!silent.isEmpty()) {
      String verb = silent.size() == 1 ? " passes it on" : " pass it on";
      lines.add("%s%d %s%s", indent, ++number, String.join(", ", silent), verb);
      silent.clear();
    }
  }
}
