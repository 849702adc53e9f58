package dev.servicelab.dns;

import dev.servicelab.dns.chain.Addresses;
import dev.servicelab.dns.chain.ClusterAccess;
import dev.servicelab.dns.chain.ClusterAccess.TlsFiles;
import dev.servicelab.dns.corefile.CorefileException;
import dev.servicelab.state.Interest;
import dev.servicelab.state.StateException;
import dev.servicelab.state.StateSource;
import dev.servicelab.state.api.ApiServer;
import dev.servicelab.state.api.ApiStateSource;
import dev.servicelab.state.manifest.ManifestStateSource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line of the cluster DNS. Exit codes: 1 it failed, 2 what it was given is wrong. */
@Command(
    name = "dns",
    mixinStandardHelpOptions = true,
    description = "Answers for a cluster's names, as a Corefile says.")
public final class DnsCommand implements Callable<Integer> {

  private static final int FAILED = 1;
  private static final int BAD_INPUT = 2;

  @Option(
      names = {"--corefile", "-conf"},
      paramLabel = "FILE",
      description = "The Corefile; without it, the cluster's names only.")
  private @Nullable Path corefile;

  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      description = "Take the cluster from a folder of YAML, and follow its changes.")
  private @Nullable Path manifests;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description =
          "Take the cluster from the API server of this kubeconfig (default: in-cluster).")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--listen",
      paramLabel = "ADDR:PORT",
      converter = ListenAddress.class,
      description = {
        "Listen here instead of on the server blocks' ports;",
        "health, ready and metrics then use free loopback ports."
      })
  private @Nullable InetSocketAddress listen;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    LineLog.install(System.err);
    if (manifests != null && kubeconfig != null) {
      return error("--manifests and --kubeconfig exclude each other", BAD_INPUT);
    }
    CorefileSource source = new CorefileSource(Optional.ofNullable(corefile), System.getenv());
    DnsServer server =
        new DnsServer(
            new DnsServerOptions(
                source, this::cluster, Optional.ofNullable(listen), Clock.systemUTC()));
    try {
      server.start();
    } catch (CorefileException | StateException e) {
      server.close();
      return error(e.getMessage(), BAD_INPUT);
    } catch (IOException e) {
      server.close();
      return error(e.getMessage(), FAILED);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "shutdown"));
    Optional<String> failure = server.awaitEnd();
    return failure.isPresent() ? error(failure.get(), FAILED) : 0;
  }

  /** What the command line says goes before what the Corefile says. */
  private StateSource cluster(ClusterAccess access, Interest interest) {
    if (manifests != null) {
      return new ManifestStateSource(manifests, interest);
    }
    ApiServer server =
        kubeconfig == null
            ? access.place().map(DnsCommand::server).orElseGet(DnsCommand::own)
            : ApiServer.ofKubeconfig(kubeconfig);
    ClusterAccess.Limits limits = access.limits();
    return new ApiStateSource(server.limited(limits.perSecond(), limits.burst()), interest);
  }

  private static ApiServer own() {
    return ApiServer.inCluster(System.getenv());
  }

  private static ApiServer server(ClusterAccess.Place place) {
    return switch (place) {
      case ClusterAccess.Kubeconfig(Path file, String context) ->
          ApiServer.ofKubeconfig(file, context);
      case ClusterAccess.Endpoint(URI address, Optional<TlsFiles> tls) ->
          tls.map(
                  files ->
                      ApiServer.at(address, files.certificate(), files.key(), files.authority()))
              .orElseGet(() -> ApiServer.at(address));
    };
  }

  private int error(@Nullable String message, int exitCode) {
    if (spec != null) {
      spec.commandLine().getErr().println("dns: " + message);
    }
    return exitCode;
  }

  /** Reads {@code ADDR:PORT} for picocli. */
  static final class ListenAddress implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String value) {
      try {
        return Addresses.parse(value);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
