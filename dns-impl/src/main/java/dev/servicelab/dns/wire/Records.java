package dev.servicelab.dns.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.NAPTRRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.Section;

/** Records made of text or of other records, which dnsjava never changes. */
public final class Records {

  /** The TTL of a record whose text has none, in seconds. */
  private static final long TTL = 3600;

  private Records() {}

  /**
   * Reads one record in the form of master files (RFC 1035 §5.1); names without a final dot are
   * absolute, the class is IN unless given.
   *
   * @throws IOException if it is none; the message is one line
   */
  public static Record parse(String text) throws IOException {
    byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    try (Master master = new Master(new ByteArrayInputStream(bytes), Name.root, TTL)) {
      Record record = master.nextRecord();
      if (record == null || master.nextRecord() != null) {
        throw new IOException("not one record");
      }
      return record;
    } catch (IOException e) {
      throw new IOException("'" + text + "' is not a record: " + e.getMessage(), e);
    }
  }

  /** The same record with another TTL, in seconds. */
  public static Record withTtl(Record record, long ttl) {
    if (record.getTTL() == ttl) {
      return record;
    }
    // The TTL is patched in the wire form, behind the name, type and class.
    byte[] wire = record.toWire(Section.ANSWER);
    ByteBuffer.wrap(wire).putInt(record.getName().length() + 4, (int) ttl);
    try {
      return Record.fromWire(wire, Section.ANSWER);
    } catch (IOException e) {
      throw new UncheckedIOException("a record did not survive its own wire form", e);
    }
  }

  /**
   * The same record pointing at another name; as it is if it points nowhere. An SOA points at its
   * first server.
   */
  public static Record withTarget(Record record, UnaryOperator<Name> change) {
    Name name = record.getName();
    int dclass = record.getDClass();
    long ttl = record.getTTL();
    return switch (record) {
      case CNAMERecord r -> new CNAMERecord(name, dclass, ttl, change.apply(r.getTarget()));
      case DNAMERecord r -> new DNAMERecord(name, dclass, ttl, change.apply(r.getTarget()));
      case NSRecord r -> new NSRecord(name, dclass, ttl, change.apply(r.getTarget()));
      case PTRRecord r -> new PTRRecord(name, dclass, ttl, change.apply(r.getTarget()));
      case MXRecord r ->
          new MXRecord(name, dclass, ttl, r.getPriority(), change.apply(r.getTarget()));
      case SRVRecord r -> srv(r, change.apply(r.getTarget()));
      case NAPTRRecord r -> naptr(r, change.apply(r.getReplacement()));
      case SOARecord r -> soa(r, change.apply(r.getHost()));
      default -> record;
    };
  }

  private static Record srv(SRVRecord r, Name target) {
    return new SRVRecord(
        r.getName(),
        r.getDClass(),
        r.getTTL(),
        r.getPriority(),
        r.getWeight(),
        r.getPort(),
        target);
  }

  private static Record naptr(NAPTRRecord r, Name replacement) {
    return new NAPTRRecord(
        r.getName(),
        r.getDClass(),
        r.getTTL(),
        r.getOrder(),
        r.getPreference(),
        r.getFlags(),
        r.getService(),
        r.getRegexp(),
        replacement);
  }

  private static Record soa(SOARecord r, Name host) {
    return new SOARecord(
        r.getName(),
        r.getDClass(),
        r.getTTL(),
        host,
        r.getAdmin(),
        r.getSerial(),
        r.getRefresh(),
        r.getRetry(),
        r.getExpire(),
        r.getMinimum());
  }
}
