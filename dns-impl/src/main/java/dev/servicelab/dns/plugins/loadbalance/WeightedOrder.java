package dev.servicelab.dns.plugins.loadbalance;

import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.files.WatchedFile;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * The first address is drawn by the weights of a file; the others stay as they are. An address
 * without a weight has the weight 1.
 */
final class WeightedOrder implements Order {

  private static final Logger LOG = System.getLogger("plugin/loadbalance");

  private final Directive directive;
  private final Path path;
  private final Duration reload;
  private final RandomGenerator random;
  private final WatchedFile file;
  private volatile Map<Name, Map<InetAddress, Integer>> weights = Map.of();

  WeightedOrder(Directive directive, Path path, Duration reload, RandomGenerator random) {
    this.directive = directive;
    this.path = path;
    this.reload = reload;
    this.random = random;
    this.file =
        new WatchedFile(
            "loadbalance",
            path,
            reload,
            changed -> weights = Weights.parse(WatchedFile.text(changed)));
  }

  @Override
  public List<Record> of(Query query, List<Record> records) {
    if (query.type() != Type.A && query.type() != Type.AAAA && query.type() != Type.SRV) {
      return records;
    }
    Kinds kinds = Kinds.of(records);
    if (kinds.addresses().isEmpty()) {
      return records;
    }
    Collections.swap(kinds.addresses(), 0, draw(kinds.addresses()));
    return kinds.together();
  }

  /** Reads the file; one that is not there yet may come. */
  @Override
  public void start() {
    try {
      file.read();
    } catch (IOException e) {
      if (Files.exists(path) || reload.isZero()) {
        throw directive.error(path + ": " + e.getMessage());
      }
      LOG.log(Level.WARNING, "no weights yet, {0} is not there", path);
    }
  }

  @Override
  public void serving() {
    file.watch();
  }

  @Override
  public void stop() {
    file.close();
  }

  private int draw(List<Record> addresses) {
    int sum = addresses.stream().mapToInt(this::weight).sum();
    int left = random.nextInt(sum);
    for (int i = 0; i < addresses.size(); i++) {
      left -= weight(addresses.get(i));
      if (left < 0) {
        return i;
      }
    }
    // Only if the weights changed between the sum and the draw.
    return 0;
  }

  private int weight(Record record) {
    return weights
        .getOrDefault(record.getName(), Map.of())
        .getOrDefault(Network.address(record), 1);
  }
}
