package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.upstream.TlsFiles;
import dev.servicelab.dns.upstream.TlsSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** The options {@code tls [CERT KEY] [CA]} and {@code tls_servername NAME}. */
final class TlsOptions {

  private TlsOptions() {}

  static void check(Directive option) {
    if (option.name().equals("tls")) {
      option.requireArguments(0, 3);
    } else {
      option.onlyArgument();
    }
  }

  /**
   * How to encrypt what goes to a target.
   *
   * @return absent for plain DNS
   */
  static Optional<TlsSession> session(Directive directive, Target.Security security) {
    if (!security.tls()) {
      return Optional.empty();
    }
    Optional<String> ofAll = option(directive, "tls_servername").map(Directive::onlyArgument);
    if (ofAll.isPresent() && security.serverName().isPresent()) {
      throw directive.error("a server's name stands behind % and in tls_servername");
    }
    SSLSocketFactory factory =
        option(directive, "tls").map(TlsOptions::factory).orElseGet(() -> system(directive));
    return Optional.of(new TlsSession(factory, security.serverName().or(() -> ofAll)));
  }

  private static SSLSocketFactory factory(Directive option) {
    List<Path> files = option.arguments().stream().map(Path::of).toList();
    return factory(
        option,
        switch (files.size()) {
          case 0 -> TlsFiles.NONE;
          case 1 -> new TlsFiles(Optional.of(files.getFirst()), Optional.empty(), Optional.empty());
          case 2 ->
              new TlsFiles(Optional.empty(), Optional.of(files.get(0)), Optional.of(files.get(1)));
          default ->
              new TlsFiles(
                  Optional.of(files.get(2)), Optional.of(files.get(0)), Optional.of(files.get(1)));
        });
  }

  private static SSLSocketFactory system(Directive directive) {
    return factory(directive, TlsFiles.NONE);
  }

  private static SSLSocketFactory factory(Directive at, TlsFiles files) {
    try {
      return files.factory();
    } catch (IOException e) {
      throw at.error(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Directive> option(Directive directive, String name) {
    return directive.options().stream().filter(option -> option.name().equals(name)).findFirst();
  }
}
