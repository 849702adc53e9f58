package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolRunner;
import java.util.List;

/** The nfacct objects that rules count into. */
public final class Counters {
  private static final System.Logger LOG = System.getLogger(Counters.class.getName());

  private Counters() {}

  /** Makes them; false if the tool or the kernel does not have such objects. */
  public static boolean make(ToolRunner runner) {
    try {
      for (String name : IptablesOptions.COUNTERS) {
        // Fails if the object is there already, so what counts is that it can be read.
        runner.run(List.of("nfacct", "add", name), "");
        if (runner.run(List.of("nfacct", "get", name), "").exitCode() != 0) {
          return false;
        }
      }
      return true;
    } catch (ToolFailed e) {
      LOG.log(System.Logger.Level.INFO, "rules do without counters: {0}", e.getMessage());
      return false;
    }
  }
}
