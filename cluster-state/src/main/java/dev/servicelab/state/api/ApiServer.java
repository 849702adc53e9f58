package dev.servicelab.state.api;

import dev.servicelab.state.StateException;
import dev.servicelab.state.http.Credential;
import dev.servicelab.state.http.HttpConnection;
import dev.servicelab.state.http.Tls;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the API server is and how to be let in. */
public final class ApiServer {
  private static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private final URI address;
  private final Tls tls;
  private final Credential token;

  /**
   * A server; nothing is read or asked yet.
   *
   * @param address http or https, host, port, and the path that all the API's paths follow
   * @param tls how it is checked and what certificate we have
   * @param token our bearer token, or none
   */
  ApiServer(URI address, Tls tls, Credential token) {
    this.address = address;
    this.tls = tls;
    this.token = token;
  }

  /**
   * The server that a kubeconfig's current context names. Relative paths in it are relative to it.
   *
   * @throws StateException if the file is wrong; names file, line and field
   */
  public static ApiServer ofKubeconfig(Path file) {
    return Kubeconfig.read(file);
  }

  /**
   * The server that a pod finds in its environment, with the pod's ServiceAccount.
   *
   * @param environment has KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT
   * @throws StateException if this is no pod
   */
  public static ApiServer inCluster(Map<String, String> environment) {
    return inCluster(environment, SERVICE_ACCOUNT);
  }

  static ApiServer inCluster(Map<String, String> environment, Path serviceAccount) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    if (host.isEmpty() || !Files.isReadable(serviceAccount.resolve("token"))) {
      throw new StateException(
          "not in a pod with a ServiceAccount: give --manifests DIR or --kubeconfig FILE");
    }
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "443");
    String name = host.contains(":") ? "[" + host + "]" : host;
    Credential authority = new Credential.InFile(serviceAccount.resolve("ca.crt"));
    return new ApiServer(
        URI.create("https://" + name + ":" + port),
        new Tls(new Tls.Trust.Authorities(authority), Credential.NONE, Credential.NONE),
        new Credential.InFile(serviceAccount.resolve("token")));
  }

  /** A new connection to it. */
  HttpConnection connect() throws IOException {
    return HttpConnection.open(address, tls);
  }

  /** What every request carries. The token is as fresh as its file. */
  Map<String, String> headers() throws IOException {
    String bearer = token.read();
    return bearer.isEmpty()
        ? Map.of("Accept", "application/json", "User-Agent", "servicelab")
        : Map.of(
            "Accept",
            "application/json",
            "User-Agent",
            "servicelab",
            "Authorization",
            "Bearer " + bearer);
  }

  /** The request target of a path of the API, such as {@code /api/v1/nodes?limit=500}. */
  String target(String path) {
    String before = address.getRawPath();
    return before.endsWith("/") ? before.substring(0, before.length() - 1) + path : before + path;
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
