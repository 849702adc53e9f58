package dev.servicelab.dns.explain;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Type;

/** The part of a record that depends on its type. */
final class RecordData {

  private final WireReader wire;

  RecordData(WireReader wire) {
    this.wire = wire;
  }

  /** Passes the data of a record. */
  void read(int type, int length, String what) {
    switch (type) {
      case Type.A, Type.AAAA -> wire.note(length, what + "address " + address(length));
      case Type.CNAME -> wire.name(what + "another name for ");
      case Type.NS, Type.PTR -> wire.name(what + "name ");
      case Type.MX -> {
        wire.number(2, what + "preference %d");
        wire.name(what + "mail server ");
      }
      case Type.SRV -> srv(what);
      case Type.SOA -> soa(what);
      case Type.TXT -> txt(length, what);
      default -> wire.note(length, what + "data of type " + Type.string(type));
    }
  }

  /**
   * Passes an OPT record behind its type: its other fields mean something else (RFC 6891 §6.1.2).
   */
  void opt(String what) {
    wire.number(2, what + "takes UDP messages of %d bytes");
    wire.number(1, what + "upper bits of the rcode: %d");
    wire.number(1, what + "EDNS version %d");
    boolean dnssec = (wire.peek(0, 2) & 0x8000) != 0;
    wire.note(2, what + (dnssec ? "DO: DNSSEC records are welcome" : "no flag"));
    int end = wire.position() + 2 + (int) wire.peek(0, 2);
    wire.number(2, what + "%d bytes of options follow");
    while (wire.position() < end) {
      option(what);
    }
  }

  private void option(String what) {
    int code = (int) wire.peek(0, 2);
    wire.note(2, what + "option " + EDNSOption.Code.string(code));
    int length = (int) wire.peek(0, 2);
    wire.number(2, what + "%d bytes long");
    if (code == EDNSOption.Code.EDNS_EXTENDED_ERROR && length >= 2) {
      wire.number(2, what + "info code %d (RFC 8914)");
      length -= 2;
      if (length > 0) {
        wire.note(length, what + "\"" + wire.printable(0, length) + "\"");
      }
    } else if (length > 0) {
      wire.note(length, what + "the option's data");
    }
  }

  private void srv(String what) {
    wire.number(2, what + "priority %d: the lowest is tried first");
    wire.number(2, what + "weight %d among those of the same priority");
    wire.number(2, what + "port %d");
    wire.name(what + "at ");
  }

  private void soa(String what) {
    wire.name(what + "first name server ");
    wire.name(what + "mailbox of who is responsible ");
    wire.number(4, what + "serial %d: the time of the last change");
    wire.number(4, what + "refresh %d s");
    wire.number(4, what + "retry %d s");
    wire.number(4, what + "expire %d s");
    wire.number(4, what + "a denial may be kept for %d s at most");
  }

  private void txt(int length, String what) {
    int end = wire.position() + length;
    while (wire.position() < end) {
      int size = (int) wire.peek(0, 1);
      wire.note(
          1 + size,
          String.format(
              Locale.ROOT, "%stext of %d bytes: \"%s\"", what, size, wire.printable(1, size)));
    }
  }

  private String address(int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    for (int i = 0; i < length; i++) {
      bytes.put((byte) wire.peek(i, 1));
    }
    try {
      return InetAddress.getByAddress(bytes.array()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address of " + length + " bytes", e);
    }
  }
}
