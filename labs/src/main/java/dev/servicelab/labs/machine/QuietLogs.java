package dev.servicelab.labs.machine;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.testcontainers.DockerClientFactory;

/**
 * Keeps the libraries' own logs away from people, who get {@link Progress}; what matters of an
 * error is in the message of our exceptions.
 */
public final class QuietLogs {
  /** Loggers are held here, since java.util.logging forgets the level of one nobody holds. */
  private static final List<Logger> NOISY =
      List.of(
          Logger.getLogger("org.testcontainers"),
          Logger.getLogger("tc"),
          Logger.getLogger("com.github.dockerjava"),
          Logger.getLogger("io.fabric8"));

  private QuietLogs() {}

  /** Silences them; {@code LAB_DEBUG} in the environment lets them speak. */
  public static void apply() {
    if (System.getenv("LAB_DEBUG") == null) {
      NOISY.forEach(logger -> logger.setLevel(Level.OFF));
      Thread.setDefaultUncaughtExceptionHandler(QuietLogs::report);
    }
  }

  /**
   * Testcontainers' shutdown hook removes the same containers as ours at the same time, and prints
   * the stack of each that it finds gone, or of Docker's absence, which ours tells in words.
   */
  private static void report(Thread thread, Throwable error) {
    if (!DockerClientFactory.TESTCONTAINERS_THREAD_GROUP.equals(thread.getThreadGroup())) {
      error.printStackTrace();
    }
  }
}
