package dev.servicelab.proxy;

import dev.servicelab.proxy.apply.RulesCleanup;
import dev.servicelab.proxy.apply.ipvs.IpvsLeftovers;
import dev.servicelab.proxy.config.ConfigFile;
import dev.servicelab.proxy.config.ProxyConfig;
import dev.servicelab.proxy.config.fields.ConfigText;
import dev.servicelab.proxy.config.fields.Values;
import dev.servicelab.proxy.node.Ending;
import dev.servicelab.proxy.node.NodeProxy;
import dev.servicelab.proxy.node.NodeSetup;
import dev.servicelab.proxy.tools.ProcessRunner;
import dev.servicelab.proxy.tools.ToolRunner;
import dev.servicelab.state.EventSink;
import dev.servicelab.state.Interest;
import dev.servicelab.state.StateException;
import dev.servicelab.state.StateSource;
import dev.servicelab.state.api.ApiEventSink;
import dev.servicelab.state.api.ApiServer;
import dev.servicelab.state.api.ApiStateSource;
import dev.servicelab.state.manifest.ManifestStateSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code proxy}: programs this node's kernel until it is stopped. */
@Command(
    name = "proxy",
    description = "Programs Service rules into this network namespace's kernel, until stopped.",
    abbreviateSynopsis = true,
    modelTransformer = ConfigFlags.class,
    mixinStandardHelpOptions = true)
public final class ProxyCommand implements Callable<Integer> {
  private static final System.Logger LOG = System.getLogger(ProxyCommand.class.getName());

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "KubeProxyConfiguration v1alpha1; when it is edited, the proxy ends.")
  private @Nullable Path config;

  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      description = "A folder of manifests instead of an API server; watched.")
  private @Nullable Path manifests;

  @Option(
      names = "--write-config-to",
      paramLabel = "FILE",
      description = "Write the configuration that holds, with all defaults, and end.")
  private @Nullable Path writeConfigTo;

  @Option(
      names = "--cleanup",
      description = "Remove everything this proxy has in the kernel, and end.")
  private boolean cleanup;

  @Option(
      names = "--init-only",
      description = "Do what needs a privileged process (sysctls), and end.")
  private boolean initOnly;

  @Override
  public Integer call() throws InterruptedException {
    Values values = ConfigFlags.values(spec.commandLine().getParseResult(), config);
    ProxyConfig settings = ConfigFile.settings(values);
    ConsoleLog.verbosity(settings.verbosity());
    List<String> withoutEffect = values.withoutEffect();
    if (!withoutEffect.isEmpty()) {
      LOG.log(
          System.Logger.Level.INFO,
          "accepted, but without effect here: {0}",
          String.join(", ", withoutEffect));
    }
    if (writeConfigTo != null) {
      return write(writeConfigTo, new ConfigText(values).yaml());
    }
    if (cleanup) {
      return clean(settings);
    }
    if (initOnly) {
      new NodeSetup(settings).privileged();
      LOG.log(System.Logger.Level.INFO, "--init-only: this node is set up");
      return 0;
    }
    return run(settings, values);
  }

  private int run(ProxyConfig settings, Values values) throws InterruptedException {
    String nodeName = HostName.orOverride(settings.hostnameOverride());
    Ending ending = new Ending();
    // The source first: what is wrong with the input shall change nothing on this machine.
    Cluster cluster = cluster(settings, nodeName);
    try (StateSource source = cluster.source();
        ConfigWatch edits = ConfigWatch.of(config);
        NodeProxy proxy = NodeProxy.on(settings, nodeName, cluster.events(), ending)) {
      edits.run(ending);
      proxy.run(source, values);
      return ending.await();
    }
  }

  /** Where the cluster's state comes from, and where it is told about events. */
  private record Cluster(StateSource source, EventSink events) {}

  private Cluster cluster(ProxyConfig settings, String nodeName) {
    Interest interest = Interest.proxy(nodeName);
    if (manifests != null) {
      if (config == null && settings.kubeconfig().isPresent()) {
        throw bad("give --manifests or --kubeconfig, not both");
      }
      return new Cluster(new ManifestStateSource(manifests, interest), EventSink.nowhere());
    }
    ApiServer server =
        settings
            .kubeconfig()
            .map(ApiServer::ofKubeconfig)
            .orElseGet(() -> ApiServer.inCluster(System.getenv()));
    return new Cluster(
        new ApiStateSource(server, interest), new ApiEventSink(server, "kube-proxy", nodeName));
  }

  private static int clean(ProxyConfig settings) {
    ToolRunner runner = new ProcessRunner();
    // Rules first: a set that a rule asks cannot go.
    List<String> left = new ArrayList<>(RulesCleanup.run(runner));
    left.addAll(IpvsLeftovers.remove(runner, settings.ipvs().excluded()));
    left.forEach(line -> LOG.log(System.Logger.Level.ERROR, "--cleanup: {0}", line));
    return left.isEmpty() ? 0 : 1;
  }

  private static int write(Path file, String text) {
    try {
      Files.writeString(file, text);
      return 0;
    } catch (IOException e) {
      throw new StateException(file + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
