package dev.servicelab.labs.arena;

import dev.servicelab.labs.cluster.BareServer;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.cluster.Shipped;
import dev.servicelab.labs.containers.GuestContainer;
import dev.servicelab.labs.containers.NamespaceContainer;
import dev.servicelab.labs.images.Images;
import dev.servicelab.labs.machine.DockerHost;
import dev.servicelab.labs.probe.ProbeMain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.testcontainers.images.builder.Transferable;

/** One proxy and the network namespace whose rules it writes. */
public final class Corner {
  private static final String CONFIG = Shipped.PROXY_FOLDER + "config.conf";

  /** Both proxies have it on their command line, and nobody else. */
  private static final String PROCESS = "--hostname-override=" + ArenaNode.NAME;

  private final Implementation whose;
  private final NamespaceContainer namespace;
  private final GuestContainer proxy;
  private final Probe probe;
  private final String config;
  private boolean made;

  private Corner(
      Implementation whose, NamespaceContainer namespace, GuestContainer proxy, String config) {
    this.whose = whose;
    this.namespace = namespace;
    this.proxy = proxy;
    this.config = config;
    this.probe = new Probe(DockerHost.address(), namespace.probePort());
  }

  /**
   * Makes the namespace; the proxy does not run yet.
   *
   * @param account the proxy's
   */
  static Corner prepare(Implementation whose, BareServer server, Account account) {
    Shipped shipped = Shipped.proxy(whose);
    NamespaceContainer namespace =
        new NamespaceContainer(
            server.side(), Images.tools(), whose.word(), ProbeMain.classes(), ProbeMain.PORT);
    namespace.start();
    Map<String, String> files = new HashMap<>();
    shipped
        .settings()
        .forEach((name, text) -> files.put(Shipped.PROXY_FOLDER + name, settled(text, server)));
    files.putAll(account.files());
    GuestContainer proxy =
        new GuestContainer(
            server.side(),
            Images.id(shipped.image()),
            whose.word() + "-proxy",
            shipped.command(ArenaNode.NAME),
            shipped.arguments(ArenaNode.NAME),
            files,
            namespace);
    return new Corner(whose, namespace, proxy, files.getOrDefault(CONFIG, ""));
  }

  /** A kubeconfig leads to the node itself in a cluster, and to the server here. */
  static String settled(String text, BareServer server) {
    return text.replaceAll("(?m)^(\\s*server:).*$", "$1 " + server.url());
  }

  /** Whose proxy this is. */
  public Implementation whose() {
    return whose;
  }

  /** How its kernel is asked. */
  public Probe probe() {
    return probe;
  }

  /**
   * Starts the proxy.
   *
   * @return the moment at which its program began to run, as {@link System#nanoTime()}
   */
  public CompletableFuture<Long> start() {
    CompletableFuture<Long> began = probe.whenProcess(PROCESS);
    if (made) {
      proxy.again();
    } else {
      made = true;
      proxy.start();
    }
    return began;
  }

  /** Ends the proxy and removes its rules. */
  public void reset() {
    proxy.end();
    namespace.clear();
  }

  /**
   * Ends the proxy, removes every rule, and starts it with another configuration.
   *
   * @param change makes it of the one that is shipped
   */
  public CompletableFuture<Long> restart(UnaryOperator<String> change) {
    reset();
    proxy.copyFileToContainer(Transferable.of(change.apply(config)), CONFIG);
    return start();
  }

  /** What the proxy says of itself under this path of its metrics port, e.g. {@code metrics}. */
  public String says(String path) {
    return namespace.output("curl", "-s", "http://127.0.0.1:10249/" + path);
  }

  /** The rules of a family, as {@code iptables-save} prints them. */
  public String save(Probe.Family family) {
    return namespace.output(family == Probe.Family.IP ? "iptables-save" : "ip6tables-save");
  }

  /** What the kernel accounts to the proxy's process so far. */
  public Usage usage() {
    String folder = "/proc/" + probe.process(PROCESS);
    return Usage.parse(namespace.output("cat", folder + "/status", folder + "/stat"));
  }

  /** The last lines the proxy wrote. */
  public List<String> log(int lines) {
    return proxy.logTail(lines);
  }
}
