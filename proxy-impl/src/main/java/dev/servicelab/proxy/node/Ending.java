package dev.servicelab.proxy.node;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Why and when this process ends. Rules stay in the kernel whatever the reason. */
public final class Ending {
  private static final System.Logger LOG = System.getLogger(Ending.class.getName());

  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger exitCode = new AtomicInteger();

  /** SIGTERM and Ctrl-C end the JVM by its shutdown hooks. */
  public Ending() {
    Runtime.getRuntime().addShutdownHook(new Thread(ended::countDown));
  }

  /** An ordinary end: whoever started this process is expected to start it again. */
  public void restart(String why) {
    LOG.log(System.Logger.Level.INFO, "{0}: ending, to be started again", why);
    ended.countDown();
  }

  /** An end that somebody should look at; the first one counts. */
  public void fail(String why) {
    LOG.log(System.Logger.Level.ERROR, why);
    exitCode.compareAndSet(0, 1);
    ended.countDown();
  }

  /** Waits for the end and returns the exit code. */
  public int await() throws InterruptedException {
    ended.await();
    return exitCode.get();
  }
}
