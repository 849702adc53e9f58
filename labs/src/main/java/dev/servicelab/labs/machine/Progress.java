package dev.servicelab.labs.machine;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person is told while something takes time, each line with the seconds since the program
 * began. On a terminal the steps under way share one line that counts; elsewhere (CI, a file) each
 * begin and end is a line of its own.
 */
public final class Progress {
  private static final Progress STDERR =
      new Progress(System.err, liveByDefault(), System::nanoTime);
  private static final int LINE_WIDTH = 100;
  private static final long TELL_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintStream out;
  private final boolean live;
  private final LongSupplier nanoClock;
  private final long start;
  private final List<Step> underWay = new CopyOnWriteArrayList<>();
  private String aside = "";
  private @Nullable ScheduledFuture<?> ticker;

  /**
   * A progress display of its own.
   *
   * @param live whether {@code out} is a terminal on which a line can be rewritten
   * @param nanoClock as {@link System#nanoTime()}
   */
  Progress(PrintStream out, boolean live, LongSupplier nanoClock) {
    this.out = out;
    this.live = live;
    this.nanoClock = nanoClock;
    this.start = nanoClock.getAsLong();
  }

  /** The display of this process, on standard error. */
  public static Progress stderr() {
    return STDERR;
  }

  /** Prints one line that stays. */
  public synchronized void say(String line) {
    clearLive();
    out.println("[" + seconds(nanoClock.getAsLong() - start) + "] " + line);
    drawLive();
  }

  /**
   * Begins a step; close it, or tell it how it ended.
   *
   * @param what what is going on, as a phrase: {@code nodes Ready}
   */
  public Step begin(String what) {
    return begin(what, what);
  }

  /**
   * Begins a step that may be under way together with others.
   *
   * @param what what is going on, as a phrase
   * @param brief the same in a word or two, for when the line of a terminal is too short for all
   */
  public synchronized Step begin(String what, String brief) {
    Step step = new Step(what, brief, nanoClock.getAsLong());
    underWay.add(step);
    if (live) {
      if (ticker == null) {
        ticker = Ticker.EVERY.scheduleAtFixedRate(this::redraw, 200, 200, TimeUnit.MILLISECONDS);
      }
      redraw();
    } else {
      say(what + " …");
    }
    return step;
  }

  /** What else a person at a terminal may want to know while steps are under way; may be empty. */
  public synchronized void aside(String text) {
    aside = text.isEmpty() ? "" : " | " + text;
  }

  private synchronized void end(Step step, String outcome) {
    if (!underWay.remove(step)) {
      return;
    }
    if (underWay.isEmpty() && ticker != null) {
      ticker.cancel(false);
      ticker = null;
    }
    long took = nanoClock.getAsLong() - step.begun;
    say(step.what + ": " + outcome + " (" + seconds(took).strip() + ")");
  }

  private synchronized void redraw() {
    clearLive();
    drawLive();
  }

  private void clearLive() {
    if (live) {
      out.print("\r\u001b[K");
    }
  }

  private void drawLive() {
    if (!live || underWay.isEmpty()) {
      return;
    }
    long now = nanoClock.getAsLong();
    String line = steps(step -> step.what + step.detail, now) + aside;
    if (line.length() > LINE_WIDTH) {
      line = steps(step -> step.brief, now) + aside;
    }
    out.print(line.length() > LINE_WIDTH ? line.substring(0, LINE_WIDTH - 1) + "…" : line);
    out.flush();
  }

  private String steps(Function<Step, String> text, long now) {
    return underWay.stream()
        .map(step -> text.apply(step) + " " + (now - step.begun) / 1_000_000_000 + " s")
        .collect(Collectors.joining(" | "));
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%6.1f s", Duration.ofNanos(nanos).toMillis() / 1000.0);
  }

  private static boolean liveByDefault() {
    return System.getenv("CI") == null && Terminal.ERROR.attached();
  }

  /** Something that has begun and has not ended. */
  public final class Step implements AutoCloseable {
    private final String what;
    private final String brief;
    private final long begun;
    private volatile String detail = "";
    private volatile long lastTold;

    private Step(String what, String brief, long begun) {
      this.what = what;
      this.brief = brief;
      this.begun = begun;
      this.lastTold = begun;
    }

    /** Shows where a long step is; off a terminal only now and then, a log would drown in it. */
    public void at(String line) {
      detail = line.isBlank() ? "" : ": " + line.strip();
      long now = nanoClock.getAsLong();
      if (!live && !detail.isEmpty() && now - lastTold >= TELL_EVERY_NANOS) {
        lastTold = now;
        say(brief + detail);
      }
    }

    /** Seconds since the step began. */
    public double elapsedSeconds() {
      return (nanoClock.getAsLong() - begun) / 1e9;
    }

    /** Ends the step well. */
    public void done() {
      end(this, "done");
    }

    /** Ends the step with this outcome, e.g. {@code built servicelab/node:4f…}. */
    public void done(String outcome) {
      end(this, outcome);
    }

    /** Ends the step as failed, unless it has ended before. */
    @Override
    public void close() {
      end(this, "failed");
    }
  }

  private static final class Ticker {
    private static final ScheduledExecutorService EVERY =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("progress").factory());
  }
}
