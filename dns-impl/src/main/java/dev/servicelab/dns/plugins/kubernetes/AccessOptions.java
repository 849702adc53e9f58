package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.chain.ClusterAccess;
import dev.servicelab.dns.chain.ClusterAccess.Endpoint;
import dev.servicelab.dns.chain.ClusterAccess.Kubeconfig;
import dev.servicelab.dns.chain.ClusterAccess.Limits;
import dev.servicelab.dns.chain.ClusterAccess.TlsFiles;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.corefile.Values;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The options that say how the API server is reached, one line at a time. */
final class AccessOptions {

  static final List<String> NAMES =
      List.of(
          "endpoint",
          "tls",
          "kubeconfig",
          "apiserver_qps",
          "apiserver_burst",
          "apiserver_max_inflight");

  private static final int CONTEXT = 1;

  private @Nullable URI endpoint;
  private @Nullable TlsFiles tls;
  private @Nullable Kubeconfig kubeconfig;
  private double perSecond;
  private int burst;

  /** Reads one of the lines called by {@link #NAMES}. */
  void read(Directive option) {
    switch (option.name()) {
      case "endpoint" -> endpoint = endpoint(option);
      case "tls" -> tls = tls(option);
      case "kubeconfig" -> kubeconfig = kubeconfig(option);
      case "apiserver_qps" -> perSecond = rate(option);
      case "apiserver_burst" -> burst = number(option);
      // Each kind of object has one connection of its own and one request at a time, four in all.
      case "apiserver_max_inflight" -> number(option);
      default -> throw new IllegalArgumentException(option.name());
    }
  }

  /** What all lines say together: a kubeconfig goes before an endpoint, as in CoreDNS. */
  ClusterAccess access() {
    Optional<ClusterAccess.Place> place =
        kubeconfig != null
            ? Optional.of(kubeconfig)
            : Optional.ofNullable(endpoint).map(at -> new Endpoint(at, Optional.ofNullable(tls)));
    return new ClusterAccess(place, new Limits(perSecond, burst));
  }

  private static URI endpoint(Directive option) {
    String text = option.onlyArgument();
    URI address;
    try {
      address = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw option.error("'" + text + "' is not a URL");
    }
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null) {
      throw option.error("'" + text + "' is not a URL such as https://192.0.2.1:6443");
    }
    return address;
  }

  private static TlsFiles tls(Directive option) {
    option.requireArguments(3, 3);
    List<Path> files = option.arguments().stream().map(name -> file(option, name)).toList();
    return new TlsFiles(files.get(0), files.get(1), files.get(2));
  }

  private static Kubeconfig kubeconfig(Directive option) {
    option.requireArguments(1, 2);
    List<String> words = option.arguments();
    String context = words.size() > CONTEXT ? words.get(CONTEXT) : "";
    return new Kubeconfig(file(option, words.getFirst()), context);
  }

  private static Path file(Directive option, String name) {
    Path file = Path.of(name);
    if (!Files.isReadable(file)) {
      throw option.error("cannot read " + name);
    }
    return file;
  }

  private static double rate(Directive option) {
    String text = option.onlyArgument();
    try {
      double rate = Double.parseDouble(text);
      if (rate > 0 && rate <= Integer.MAX_VALUE) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // falls through to the one message for every bad number
    }
    throw option.error("'" + text + "' is not a positive number");
  }

  private static int number(Directive option) {
    return Values.number(option, option.onlyArgument(), 1, Integer.MAX_VALUE);
  }
}
