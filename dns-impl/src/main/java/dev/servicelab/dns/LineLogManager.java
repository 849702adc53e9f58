package dev.servicelab.dns;

import java.util.logging.LogManager;

/**
 * Keeps the log going while the process ends: the ordinary manager takes all handlers away as soon
 * as a shutdown begins, and the lame duck has things to say. Chosen by system property, which is
 * why it is public.
 */
public final class LineLogManager extends LogManager {

  @Override
  public void reset() {
    // See above; LineLog replaces the handlers itself.
  }
}
