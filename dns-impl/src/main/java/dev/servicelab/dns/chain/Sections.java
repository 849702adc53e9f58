package dev.servicelab.dns.chain;

import java.util.List;
import java.util.function.UnaryOperator;
import org.xbill.DNS.Record;

/**
 * The records of a reply. Owners are absolute; the OPT record is not among them, the codec adds it.
 *
 * @param answer what was asked for, CNAMEs first
 * @param authority the SOA of a denial, or a delegation
 * @param additional addresses of the names that the other sections mention
 */
public record Sections(List<Record> answer, List<Record> authority, List<Record> additional) {

  /** No record at all. */
  public static final Sections EMPTY = new Sections(List.of(), List.of(), List.of());

  public Sections {
    answer = List.copyOf(answer);
    authority = List.copyOf(authority);
    additional = List.copyOf(additional);
  }

  /** Only an answer. */
  public static Sections answer(List<Record> answer) {
    return new Sections(answer, List.of(), List.of());
  }

  /** The same three sections with every record replaced. */
  public Sections map(UnaryOperator<Record> change) {
    return new Sections(
        answer.stream().map(change).toList(),
        authority.stream().map(change).toList(),
        additional.stream().map(change).toList());
  }
}
