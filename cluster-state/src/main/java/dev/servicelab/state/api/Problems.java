package dev.servicelab.state.api;

import java.util.HashMap;
import java.util.Map;

/** What is wrong with an API server now; each change is one line of the log, not each attempt. */
final class Problems {
  private static final System.Logger LOG = System.getLogger(Problems.class.getName());

  private final String server;
  private final Map<String, String> current = new HashMap<>();

  Problems(ApiServer server) {
    this.server = server.toString();
  }

  /** An attempt for a resource failed. */
  synchronized void failed(String resource, String problem) {
    boolean known = current.containsValue(problem);
    current.put(resource, problem);
    System.Logger.Level level = known ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
    LOG.log(level, "API server {0}: {1}; trying again", server, problem);
  }

  /** A resource is served. */
  synchronized void solved(String resource) {
    if (current.remove(resource) != null && current.isEmpty()) {
      LOG.log(System.Logger.Level.INFO, "API server {0}: answers again", server);
    }
  }
}
