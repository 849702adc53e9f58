package dev.servicelab.dns.zones;

import java.util.List;
import java.util.Optional;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** A plugin that can tell all records of its zones at once. */
public interface Transferable {

  /**
   * All records of a zone as of one moment, in the order of a transfer (RFC 5936 §2.2): the SOA,
   * all others, the SOA again.
   *
   * @return empty if it is not one of this plugin's zones
   */
  Optional<List<Record>> transfer(Name zone);
}
