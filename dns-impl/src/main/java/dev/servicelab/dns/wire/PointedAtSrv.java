package dev.servicelab.dns.wire;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Compression;
import org.xbill.DNS.DNSOutput;
import org.xbill.DNS.Name;
import org.xbill.DNS.SRVRecord;

/**
 * An SRV record whose target is written whole (RFC 2782), and which later names point at: the
 * addresses of the targets stand behind, so each of their owners takes two bytes.
 */
final class PointedAtSrv extends SRVRecord {

  private static final long serialVersionUID = 1;

  PointedAtSrv(SRVRecord srv) {
    super(
        srv.getName(),
        srv.getDClass(),
        srv.getTTL(),
        srv.getPriority(),
        srv.getWeight(),
        srv.getPort(),
        srv.getTarget());
  }

  @Override
  protected void rrToWire(DNSOutput out, @Nullable Compression compression, boolean canonical) {
    super.rrToWire(out, compression, canonical);
    if (compression == null) {
      return;
    }
    Name target = getTarget();
    int at = out.current() - target.length();
    int suffixes = target.labels() - 1; // not the root, which is one byte anyway
    for (int i = 0; i < suffixes; i++) {
      Name suffix = i == 0 ? target : new Name(target, i);
      if (compression.get(suffix) < 0) {
        compression.add(at + target.length() - suffix.length(), suffix);
      }
    }
  }
}
