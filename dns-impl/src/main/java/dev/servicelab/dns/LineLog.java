package dev.servicelab.dns;

import java.io.OutputStream;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** One line per message, in the form of CoreDNS: {@code [INFO] plugin/reload: message}. */
final class LineLog extends Formatter {

  /** Its lines describe a query by themselves, as CoreDNS's do. */
  private static final String BARE = "plugin/log";

  /** Sends everything from INFO up to this stream, and nothing anywhere else. */
  static void install(OutputStream out) {
    Logger root = Logger.getLogger("");
    for (Handler other : root.getHandlers()) {
      root.removeHandler(other);
    }
    Handler handler =
        new StreamHandler(out, new LineLog()) {
          @Override
          public synchronized void publish(LogRecord record) {
            super.publish(record);
            flush();
          }
        };
    // Which levels are shown, the loggers decide: the plugin debug asks some for more.
    handler.setLevel(Level.ALL);
    root.addHandler(handler);
  }

  @Override
  public String format(LogRecord record) {
    String name = record.getLoggerName() == null ? "" : record.getLoggerName();
    StringBuilder line = new StringBuilder("[").append(level(record.getLevel())).append("] ");
    if (!name.equals(BARE)) {
      line.append(name.substring(name.lastIndexOf('.') + 1)).append(": ");
    }
    line.append(formatMessage(record).replace('\n', ' ')).append('\n');
    if (record.getThrown() != null && record.getLevel().intValue() >= Level.SEVERE.intValue()) {
      for (StackTraceElement element : record.getThrown().getStackTrace()) {
        line.append("    at ").append(element).append('\n');
      }
    }
    return line.toString();
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARNING";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO" : "DEBUG";
  }
}
