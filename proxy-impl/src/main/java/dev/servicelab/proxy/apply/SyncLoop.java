package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.apply.SyncListener.Kind;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.state.ClusterSnapshot;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One thread that always works on the newest state. A state that fails is not lost: it stays the
 * newest one until a newer comes, and is tried again.
 */
public final class SyncLoop implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SyncLoop.class.getName());

  private final Synchronizer synchronizer;
  private final SyncListener listener;
  private final Schedule schedule;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private final Thread thread = Thread.ofPlatform().name("sync").unstarted(this::run);
  private @Nullable ClusterSnapshot newest;

  /** Whether what was applied last is known; only the loop's thread asks. */
  private boolean trusted;

  /**
   * A loop that waits for its first state.
   *
   * @param minSyncPeriod the least time between syncs
   * @param syncPeriod how often the kernel is checked for what others have changed
   */
  public SyncLoop(
      Synchronizer synchronizer,
      SyncListener listener,
      Duration minSyncPeriod,
      Duration syncPeriod) {
    this.synchronizer = synchronizer;
    this.listener = listener;
    this.schedule = new Schedule(minSyncPeriod, syncPeriod);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /** Takes a newer state; never waits for the kernel. */
  public void offer(ClusterSnapshot cluster) {
    lock.lock();
    try {
      newest = cluster;
      schedule.changed();
      wake.signal();
    } finally {
      lock.unlock();
    }
    listener.queued();
  }

  /** Ends the thread; a sync that is under way is finished first. Rules stay in the kernel. */
  @Override
  public void close() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (true) {
        boolean verify = awaitDue();
        sync(verify);
      }
    } catch (InterruptedException e) {
      // close() was called: the thread ends.
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until a sync is due; whether the kernel should be read back in it. */
  private boolean awaitDue() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long now = System.nanoTime();
      while (schedule.due() > now) {
        long due = schedule.due();
        if (due == Schedule.NEVER) {
          wake.await();
        } else {
          wake.await(due - now, TimeUnit.NANOSECONDS);
        }
        now = System.nanoTime();
      }
      boolean verify = schedule.verifies(now);
      schedule.started();
      return verify;
    } finally {
      lock.unlock();
    }
  }

  private void sync(boolean verify) {
    ClusterSnapshot cluster = newest();
    Kind kind = verify || !trusted ? Kind.FULL : Kind.PARTIAL;
    long start = System.nanoTime();
    trusted = false;
    try {
      Synced synced = synchronizer.sync(cluster, verify);
      trusted = true;
      listener.succeeded(kind, Duration.ofNanos(System.nanoTime() - start), synced);
    } catch (RuntimeException e) {
      // Also what nobody has thought of: a node without this thread would keep its rules forever.
      String why = e instanceof ToolFailed ? String.valueOf(e.getMessage()) : "unexpected: " + e;
      LOG.log(System.Logger.Level.ERROR, "{0}; the last good rules stay, trying again", why);
      listener.failed(kind, Duration.ofNanos(System.nanoTime() - start));
    } finally {
      ended(trusted, verify);
    }
  }

  private void ended(boolean done, boolean verified) {
    long now = System.nanoTime();
    lock.lock();
    try {
      if (done) {
        schedule.succeeded(now, verified);
      } else {
        schedule.failed(now);
      }
    } finally {
      lock.unlock();
    }
  }

  private ClusterSnapshot newest() {
    lock.lock();
    try {
      return newest == null ? ClusterSnapshot.empty() : newest;
    } finally {
      lock.unlock();
    }
  }
}
