package dev.servicelab.dns.plugins.errors;

import com.google.re2j.Pattern;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.NearestWord;
import dev.servicelab.dns.corefile.Patterns;
import dev.servicelab.dns.corefile.Values;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Failures of one kind, of which only the number is logged: once, a while after the first. */
final class Consolidation implements AutoCloseable {

  private static final List<String> WORDS =
      List.of("warning", "error", "info", "debug", "show_first");

  private final Duration period;
  private final String periodText;
  private final Pattern pattern;
  private final Level level;
  private final boolean showFirst;
  private final AtomicInteger count = new AtomicInteger();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Consolidation(Directive option, Pattern pattern, Level level, boolean showFirst) {
    this.periodText = option.arguments().getFirst();
    this.period = Values.duration(option, periodText);
    this.pattern = pattern;
    this.level = level;
    this.showFirst = showFirst;
  }

  /** Reads {@code consolidate DURATION REGEXP [LEVEL] [show_first]}. */
  static Consolidation parse(Directive option) {
    option.requireArguments(2, 4);
    List<String> words = option.arguments();
    List<String> rest = words.subList(2, words.size());
    for (String word : rest) {
      if (!WORDS.contains(word)) {
        throw option.error("'" + word + "' is not one of " + WORDS + NearestWord.hint(word, WORDS));
      }
    }
    boolean showFirst = rest.contains("show_first");
    if (rest.size() == 2 && !(showFirst && rest.indexOf("show_first") == 1)) {
      throw option.error("one level at most, and show_first after it");
    }
    return new Consolidation(
        option,
        Patterns.compile(option, words.get(1)),
        rest.isEmpty() ? Level.ERROR : level(rest.getFirst()),
        showFirst);
  }

  boolean isFor(String reason) {
    return pattern.matcher(reason).find();
  }

  Level level() {
    return level;
  }

  /** Counts a failure; whether it is to be logged by itself all the same. */
  boolean add(Logger log) {
    if (stopped.getCount() == 0) {
      return true;
    }
    if (count.incrementAndGet() > 1) {
      return false;
    }
    Thread.ofVirtual().name("errors").start(() -> tellLater(log));
    return showFirst;
  }

  /** Tells now what there is to tell. */
  @Override
  public void close() {
    stopped.countDown();
  }

  private void tellLater(Logger log) {
    try {
      boolean early = stopped.await(period.toNanos(), TimeUnit.NANOSECONDS);
      tell(log, early ? "before the end" : "in last " + periodText);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(Logger log, String when) {
    int failures = count.getAndSet(0);
    // A single one that was shown has been told already.
    if (failures > (showFirst ? 1 : 0)) {
      log.log(level, "%d errors like '%s' occurred %s".formatted(failures, pattern, when));
    }
  }

  private static Level level(String word) {
    return switch (word) {
      case "warning" -> Level.WARNING;
      case "info" -> Level.INFO;
      case "debug" -> Level.DEBUG;
      default -> Level.ERROR;
    };
  }
}
