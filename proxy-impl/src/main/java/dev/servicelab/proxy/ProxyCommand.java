package dev.servicelab.proxy;

import dev.servicelab.proxy.config.ConfigFile;
import dev.servicelab.proxy.config.Mode;
import dev.servicelab.proxy.config.ProxyConfig;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.state.Interest;
import dev.servicelab.state.StateSource;
import dev.servicelab.state.api.ApiServer;
import dev.servicelab.state.api.ApiStateSource;
import dev.servicelab.state.manifest.ManifestStateSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code proxy}: programs this node's kernel until it is stopped. Flags beat the file. */
@Command(
    name = "proxy",
    description = "Programs Service rules into this network namespace's kernel, until stopped.",
    mixinStandardHelpOptions = true)
public final class ProxyCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--config", paramLabel = "FILE", description = "KubeProxyConfiguration v1alpha1.")
  private @Nullable Path config;

  @Option(names = "--kubeconfig", paramLabel = "FILE", description = "How to reach the API server.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      description = "A folder of manifests instead of an API server; watched.")
  private @Nullable Path manifests;

  @Option(
      names = "--hostname-override",
      paramLabel = "NAME",
      description = "This node's name; the machine's host name by default.")
  private @Nullable String hostnameOverride;

  @Option(names = "--proxy-mode", paramLabel = "MODE", description = "iptables (the default).")
  private @Nullable String mode;

  @Option(names = "--cluster-cidr", paramLabel = "CIDR", description = "The pods' address range.")
  private @Nullable String clusterCidr;

  @Override
  public Integer call() throws InterruptedException {
    if (mode != null && !Mode.isBuilt(mode)) {
      throw bad("--proxy-mode: " + Mode.refusal(mode));
    }
    if (manifests != null && kubeconfig != null) {
      throw bad("give --manifests or --kubeconfig, not both");
    }
    ProxyConfig settings = config == null ? ConfigFile.defaults() : ConfigFile.read(config);
    String nodeName = nodeName(settings);
    List<Cidr> clusterCidrs = clusterCidrs(settings);
    try (StateSource source = source(settings, nodeName);
        NodeProxy proxy = new NodeProxy(settings, nodeName, clusterCidrs)) {
      proxy.run(source);
      untilStopped();
    }
    return 0;
  }

  private StateSource source(ProxyConfig settings, String nodeName) {
    Interest interest = Interest.proxy(nodeName);
    if (manifests != null) {
      return new ManifestStateSource(manifests, interest);
    }
    Optional<Path> file = kubeconfig == null ? settings.kubeconfig() : Optional.of(kubeconfig);
    ApiServer server =
        file.isPresent()
            ? ApiServer.ofKubeconfig(file.get())
            : ApiServer.inCluster(System.getenv());
    return new ApiStateSource(server, interest);
  }

  private String nodeName(ProxyConfig settings) {
    String given = hostnameOverride == null ? settings.hostnameOverride() : hostnameOverride;
    return given.isEmpty() ? HostName.ofThisMachine() : given;
  }

  private List<Cidr> clusterCidrs(ProxyConfig settings) {
    if (clusterCidr == null) {
      return settings.clusterCidrs();
    }
    try {
      return ConfigFile.clusterCidrs(clusterCidr);
    } catch (IllegalArgumentException e) {
      throw bad("--cluster-cidr: \"" + clusterCidr + "\": " + e.getMessage());
    }
  }

  /** SIGTERM and Ctrl-C end the JVM by its shutdown hooks; rules stay in the kernel. */
  private static void untilStopped() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
    stopped.await();
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
