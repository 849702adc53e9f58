package dev.servicelab.labs.equal.dns;

import dev.servicelab.labs.arena.DnsCorner;
import dev.servicelab.labs.cluster.ClusterFailed;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A DNS server with all server blocks. */
final class Respondent {
  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final int LOG_LINES = 12;
  private static final String FOLDER = "/etc/coredns/";

  /** Of every query: what is compared is the rest. */
  private static final int ID = 4_711;

  private final DnsCorner corner;
  private final Blocks blocks;

  /** It does not run yet. */
  Respondent(DnsCorner corner, Blocks blocks) {
    this.corner = corner;
    this.blocks = blocks;
  }

  DnsCorner corner() {
    return corner;
  }

  /** Starts it with this Corefile. */
  void start(String corefile) {
    for (String file : Resources.BESIDE_COREFILE) {
      corner.put(FOLDER + file, Resources.text(file));
    }
    // The time of the first answer does not matter here; awaitReady asks every block.
    var _ = corner.restart(corefile);
  }

  /** Waits until every block that answers for a cluster has read it. */
  void awaitReady() {
    try {
      for (String block : blocks.ofClusters()) {
        Question question =
            new Question(
                "", block, How.parse("udp"), "kubernetes.default.svc.cluster.local.", "A", "", "");
        Awaitility.await(block)
            .atMost(READY_LIMIT)
            .failFast(() -> !corner.alive())
            .until(() -> ask(question).filter(r -> !r.head().startsWith("SERVFAIL")).isPresent());
      }
    } catch (ConditionTimeoutException | TerminalFailureException e) {
      throw ClusterFailed.withLog(
          "%s has not read the cluster for block %s"
              .formatted(corner.whose().word(), e.getMessage()),
          corner.log(LOG_LINES),
          e);
    }
  }

  /** Its response; empty if there is none. */
  Optional<Reply> ask(Question question) {
    How how = question.how();
    byte[] query = how.message(ID, question.name(), question.type());
    return corner
        .asker()
        .ask(how.transport(), how.address(), blocks.port(question.block()), query)
        .map(this::parse);
  }

  /** Whether its answer may come from a cache. */
  boolean cached(Question question) {
    return blocks.cached(question.block());
  }

  private Reply parse(byte[] wire) {
    try {
      return Reply.parse(wire, corner.address());
    } catch (IOException e) {
      throw new ClusterFailed(corner.whose().word() + " sent no DNS message: " + e.getMessage(), e);
    }
  }
}
