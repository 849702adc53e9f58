package dev.servicelab.dns.records.rules;

import java.util.List;
import org.xbill.DNS.Record;

/**
 * The records of one name and type.
 *
 * @param records what is answered
 * @param additional addresses of the names these records point at (RFC 2782: saves a second
 *     question)
 */
public record RecordSet(List<Record> records, List<Record> additional) {

  public RecordSet {
    records = List.copyOf(records);
    additional = List.copyOf(additional);
  }
}
