package dev.servicelab.dns.plugins.bind;

import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.fast.FastLane;

/** Shows that a block listens on chosen addresses; the server takes them from the lines itself. */
public final class BindPlugin implements Plugin {

  /** Checks the lines, even if {@code --listen} takes the place of what they say. */
  public static Plugin create(Directive lines, PluginContext context) {
    BindAddresses.of(lines.options());
    return new BindPlugin();
  }

  @Override
  public String name() {
    return "bind";
  }

  @Override
  public FastLane fastLane() {
    return FastLane.OPEN;
  }
}
