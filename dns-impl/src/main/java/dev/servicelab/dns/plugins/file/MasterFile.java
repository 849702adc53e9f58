package dev.servicelab.dns.plugins.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * A zone as text (RFC 1035 §5), with {@code $ORIGIN}, {@code $TTL} (RFC 2308 §4) and {@code
 * $INCLUDE}.
 *
 * @param path where it lies
 */
record MasterFile(Path path) {

  /**
   * Reads it for a zone: names without a final dot end in the zone's name.
   *
   * @throws IOException one line that names the file, and the line in it where one is to blame
   */
  Zone read(Name origin) throws IOException {
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new IOException(path + ": cannot be read");
    }
    List<Record> records = new ArrayList<>();
    try (Master master = new Master(path.toString(), origin)) {
      for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
        records.add(checked(record, origin));
      }
    }
    return zone(origin, records);
  }

  private Record checked(Record record, Name origin) throws IOException {
    String type = Type.string(record.getType());
    if (record.getDClass() != DClass.IN) {
      throw problem(record.getName() + " " + type + " is not of class IN");
    }
    if (!record.getName().subdomain(origin)) {
      throw problem(record.getName() + " " + type + " is not in zone " + origin);
    }
    return record;
  }

  private Zone zone(Name origin, List<Record> records) throws IOException {
    try {
      return Zone.of(origin, records);
    } catch (IllegalArgumentException e) {
      throw problem(String.valueOf(e.getMessage()));
    }
  }

  private IOException problem(String what) {
    return new IOException(path + ": " + what);
  }
}
