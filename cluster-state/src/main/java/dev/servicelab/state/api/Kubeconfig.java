package dev.servicelab.state.api;

import dev.servicelab.state.StateException;
import dev.servicelab.state.http.Credential;
import dev.servicelab.state.http.Tls;
import dev.servicelab.state.yaml.YamlFile;
import dev.servicelab.state.yaml.YamlNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Reads kubeconfig files: the current context's server and user. */
final class Kubeconfig {
  private final Path file;

  private Kubeconfig(Path file) {
    this.file = file;
  }

  /**
   * The server that a context of the file names.
   *
   * @param context empty for the file's current one
   * @throws StateException if the file is wrong; names file, line and field
   */
  static ApiServer read(Path file, String context) {
    List<YamlNode> documents = YamlFile.documents(file);
    if (documents.isEmpty()) {
      throw new StateException(file + ": is empty");
    }
    return new Kubeconfig(file).server(documents.getFirst(), context);
  }

  private ApiServer server(YamlNode root, String chosen) {
    YamlNode current = root.field("current-context");
    YamlNode context =
        (chosen.isEmpty() ? named(root, "contexts", current) : chosen(root, chosen))
            .field("context");
    YamlNode cluster = named(root, "clusters", context.field("cluster")).field("cluster");
    YamlNode user = named(root, "users", context.field("user")).field("user");
    URI address = address(cluster.field("server"));
    Tls tls =
        new Tls(
            trust(cluster), credential(user, "client-certificate"), credential(user, "client-key"));
    if ("https".equals(address.getScheme())) {
      check(tls);
    }
    return new ApiServer(address, tls, token(user));
  }

  private static URI address(YamlNode server) {
    URI address = server.parsed(URI::create);
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null) {
      throw server.wrong("must be such as https://127.0.0.1:6443, is \"" + address + "\"");
    }
    return address;
  }

  private Tls.Trust trust(YamlNode cluster) {
    if (cluster.field("insecure-skip-tls-verify").flag(false)) {
      return new Tls.Trust.Anyone();
    }
    Credential authorities = credential(cluster, "certificate-authority");
    return authorities.equals(Credential.NONE)
        ? new Tls.Trust.Public()
        : new Tls.Trust.Authorities(authorities);
  }

  /** A credential of that name, in a file or as data; data wins, as in every client. */
  private Credential credential(YamlNode parent, String name) {
    YamlNode data = parent.field(name + "-data");
    if (data.present()) {
      return new Credential.Given(decoded(data));
    }
    YamlNode path = parent.field(name);
    return path.present() ? inFile(path) : Credential.NONE;
  }

  /** Not by {@link YamlNode#parsed}, which would print a wrong key. */
  private static String decoded(YamlNode data) {
    try {
      byte[] bytes = Base64.getDecoder().decode(data.text().replaceAll("\\s", ""));
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      throw data.wrong("is not base64");
    }
  }

  private Credential token(YamlNode user) {
    if (user.field("exec").present() || user.field("auth-provider").present()) {
      throw user.wrong("asks a program for the token; give token, tokenFile or a certificate");
    }
    YamlNode tokenFile = user.field("tokenFile");
    if (tokenFile.present()) {
      return inFile(tokenFile);
    }
    YamlNode token = user.field("token");
    return token.present() ? new Credential.Given(token.text()) : Credential.NONE;
  }

  private Credential inFile(YamlNode path) {
    return new Credential.InFile(file.resolveSibling(path.text()));
  }

  /** What is wrong with a certificate is said at once instead of again and again. */
  private void check(Tls tls) {
    try {
      tls.factory();
    } catch (IOException e) {
      throw new StateException(file + ": " + e.getMessage(), e);
    }
  }

  private static YamlNode chosen(YamlNode root, String name) {
    YamlNode contexts = root.field("contexts");
    return contexts.items().stream()
        .filter(item -> item.field("name").text("").equals(name))
        .findFirst()
        .orElseThrow(() -> contexts.wrong("has no \"" + name + "\""));
  }

  private static YamlNode named(YamlNode root, String list, YamlNode reference) {
    String name = reference.text();
    return root.field(list).items().stream()
        .filter(item -> item.field("name").text("").equals(name))
        .findFirst()
        .orElseThrow(() -> reference.wrong("\"" + name + "\" is not in " + list));
  }
}
