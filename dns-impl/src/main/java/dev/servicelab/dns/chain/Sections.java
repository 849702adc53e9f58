package dev.servicelab.dns.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Record;

/**
 * The records of a reply. Owners are absolute; the OPT record is not among them, the codec adds it
 * if the client sent one.
 *
 * @param answer what was asked for, CNAMEs first
 * @param authority the SOA of a denial, or a delegation
 * @param additional addresses of the names that the other sections mention
 * @param options what the OPT record is to hold (RFC 6891 §6.1.2); left out where it does not fit
 */
public record Sections(
    List<Record> answer,
    List<Record> authority,
    List<Record> additional,
    List<EDNSOption> options) {

  /** No record at all. */
  public static final Sections EMPTY = new Sections(List.of(), List.of(), List.of());

  public Sections {
    answer = List.copyOf(answer);
    authority = List.copyOf(authority);
    additional = List.copyOf(additional);
    options = List.copyOf(options);
  }

  /** Records without EDNS options. */
  public Sections(List<Record> answer, List<Record> authority, List<Record> additional) {
    this(answer, authority, additional, List.of());
  }

  /** The same records with one more EDNS option. */
  public Sections with(EDNSOption option) {
    List<EDNSOption> more = new ArrayList<>(options);
    more.add(option);
    return new Sections(answer, authority, additional, more);
  }

  /** Only an answer. */
  public static Sections answer(List<Record> answer) {
    return new Sections(answer, List.of(), List.of());
  }

  /** The same records alone. */
  public Sections withoutOptions() {
    return new Sections(answer, authority, additional);
  }

  /** The same three sections with every record replaced. */
  public Sections map(UnaryOperator<Record> change) {
    return new Sections(
        answer.stream().map(change).toList(),
        authority.stream().map(change).toList(),
        additional.stream().map(change).toList(),
        options);
  }
}
