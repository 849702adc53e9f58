package dev.servicelab.dns;

import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.explain.Asked;
import dev.servicelab.dns.explain.Explainer;
import dev.servicelab.state.manifest.ManifestStateSource;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Explains a question to a server that exists only for this question and listens nowhere. */
public final class OfflineExplanation {

  private static final InetSocketAddress NOWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 53);

  private OfflineExplanation() {}

  /**
   * The story of a question, many lines, the last one ended.
   *
   * @param manifests the folder of YAML that is the cluster
   * @param corefile the Corefile; without it, the cluster's names only
   * @param environment the variables that the Corefile may use
   * @throws dev.servicelab.dns.corefile.CorefileException if the Corefile is wrong
   * @throws dev.servicelab.state.StateException if the folder cannot be read as a cluster
   * @throws IllegalArgumentException if the question makes no sense
   */
  public static String of(
      Path manifests, Optional<Path> corefile, Map<String, String> environment, Asked asked) {
    DnsServerOptions options =
        new DnsServerOptions(
            new CorefileSource(corefile, environment),
            (access, interest) -> new ManifestStateSource(manifests, interest),
            Optional.of(NOWHERE),
            Clock.systemUTC());
    try (DnsServer server = new DnsServer(options)) {
      ServerConfig config = ConfigBuilder.build(options.corefile().read(), server, nowhere());
      try {
        config.plugins().forEach(Plugin::start);
        return new Explainer(config.listeners()).story(asked);
      } finally {
        config.plugins().forEach(Plugin::stop);
      }
    }
  }

  private static ConfigBuilder.AddressBook nowhere() {
    return new ConfigBuilder.AddressBook() {
      @Override
      public Optional<InetSocketAddress> override() {
        return Optional.empty();
      }

      @Override
      public InetSocketAddress bound(InetSocketAddress listen) {
        return listen;
      }
    };
  }
}
