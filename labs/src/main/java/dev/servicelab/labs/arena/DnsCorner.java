package dev.servicelab.labs.arena;

import dev.servicelab.labs.asker.AskerMain;
import dev.servicelab.labs.cluster.BareServer;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.cluster.Shipped;
import dev.servicelab.labs.containers.GuestContainer;
import dev.servicelab.labs.containers.NamespaceContainer;
import dev.servicelab.labs.images.Images;
import dev.servicelab.labs.machine.DockerHost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.testcontainers.images.builder.Transferable;

/** One cluster DNS and the network namespace in which it answers, with its clients beside it. */
public final class DnsCorner {
  private static final String COREFILE = Shipped.DNS_FOLDER + "Corefile";

  private final Implementation whose;
  private final NamespaceContainer namespace;
  private final GuestContainer dns;
  private final Asker asker;
  private final Map<String, String> files = new HashMap<>();
  private boolean made;

  private DnsCorner(
      Implementation whose, NamespaceContainer namespace, GuestContainer dns, String corefile) {
    this.whose = whose;
    this.namespace = namespace;
    this.dns = dns;
    files.put(COREFILE, corefile);
    this.asker = new Asker(DockerHost.address(), namespace.probePort());
  }

  /**
   * Makes the namespace; the DNS does not run yet.
   *
   * @param name what its containers are called beside the cluster's id
   * @param account the DNS's ServiceAccount
   * @param upstream the address of the DNS server that its {@code /etc/resolv.conf} names
   */
  static DnsCorner prepare(
      Implementation whose, String name, BareServer server, Account account, String upstream) {
    Shipped shipped = Shipped.dns(whose);
    NamespaceContainer namespace =
        new NamespaceContainer(
            server.side(), Images.tools(), name, AskerMain.classes(), AskerMain.PORT);
    namespace.start();
    namespace.resolveBy(upstream);
    String corefile = shipped.settings().getOrDefault("Corefile", "");
    GuestContainer dns =
        new GuestContainer(
            server.side(),
            Images.id(shipped.image()),
            name + "-dns",
            shipped.command(ArenaNode.NAME),
            shipped.arguments(ArenaNode.NAME),
            account.files(),
            namespace);
    dns.withEnv("KUBERNETES_SERVICE_HOST", server.address());
    dns.withEnv("KUBERNETES_SERVICE_PORT", "6443");
    return new DnsCorner(whose, namespace, dns, corefile);
  }

  /** The address of the namespace on the API server's network. */
  public String address() {
    return namespace.address();
  }

  /** Whose DNS this is. */
  public Implementation whose() {
    return whose;
  }

  /** Who asks for us in the namespace. */
  public Asker asker() {
    return asker;
  }

  /**
   * Starts the DNS.
   *
   * @return the moment at which its program began to run, as {@link System#nanoTime()}
   */
  public CompletableFuture<Long> start() {
    CompletableFuture<Long> began = asker.whenProcess(COREFILE);
    if (made) {
      dns.again();
    } else {
      made = true;
      files.forEach((path, text) -> dns.withCopyToContainer(Transferable.of(text), path));
      dns.start();
    }
    return began;
  }

  /** Ends the DNS at once: nobody is left who would want its lame duck. */
  public void kill() {
    if (made) {
      dns.kill();
    }
  }

  /** Ends the DNS and starts it with another Corefile; files beside it are named relative to it. */
  public CompletableFuture<Long> restart(String changed) {
    kill();
    put(COREFILE, changed);
    return start();
  }

  /** Puts a file into the DNS's container, now or when it is made. */
  public void put(String path, String text) {
    if (made) {
      dns.copyFileToContainer(Transferable.of(text), path);
    } else {
      files.put(path, text);
    }
  }

  /** Puts a file beside the clients. */
  public void giveClients(String path, String text) {
    namespace.copyFileToContainer(Transferable.of(text), path);
  }

  /** What a shell beside the DNS prints, on both streams. */
  public String shell(String command) {
    return namespace.output("sh", "-c", command + " 2>&1");
  }

  /** What the kernel accounts to the DNS's process so far. */
  public Usage usage() {
    String folder = "/proc/" + asker.process(COREFILE);
    return Usage.parse(namespace.output("cat", folder + "/status", folder + "/stat"));
  }

  /** Whether it runs. */
  public boolean alive() {
    return dns.alive();
  }

  /** The last lines the DNS wrote. */
  public List<String> log(int lines) {
    return dns.logTail(lines);
  }
}
