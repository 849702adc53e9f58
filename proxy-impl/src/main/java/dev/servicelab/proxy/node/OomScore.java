package dev.servicelab.proxy.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How willingly the kernel ends this process when memory runs out. */
public final class OomScore {
  private static final System.Logger LOG = System.getLogger(OomScore.class.getName());
  private static final Path FILE = Path.of("/proc/self/oom_score_adj");

  private OomScore() {}

  /**
   * Sets it, -1000 (never) to 1000; logs where that is not allowed, as in most containers.
   *
   * <p>Reading first: a process may always keep what it has.
   */
  public static void set(int score) {
    String text = Integer.toString(score);
    try {
      if (!Files.readString(FILE).strip().equals(text)) {
        Files.writeString(FILE, text);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.INFO, "oomScoreAdj {0} is not allowed here", score);
    }
  }
}
