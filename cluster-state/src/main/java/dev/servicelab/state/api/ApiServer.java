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
  private final Pace pace;

  /**
   * A server; nothing is read or asked yet.
   *
   * @param address http or https, host, port, and the path that all the API's paths follow
   * @param tls how it is checked and what certificate we have
   * @param token our bearer token, or none
   */
  ApiServer(URI address, Tls tls, Credential token) {
    this(address, tls, token, Pace.ANY);
  }

  private ApiServer(URI address, Tls tls, Credential token, Pace pace) {
    this.address = address;
    this.tls = tls;
    this.token = token;
    this.pace = pace;
  }

  /** A server that lets everybody in, or trusts its network to. */
  public static ApiServer at(URI address) {
    return new ApiServer(
        address,
        new Tls(new Tls.Trust.Public(), Credential.NONE, Credential.NONE),
        Credential.NONE);
  }

  /**
   * A server that knows us by a certificate.
   *
   * @param certificate ours, PEM
   * @param key its private key, PEM
   * @param authority whose certificates the server may have, PEM
   */
  public static ApiServer at(URI address, Path certificate, Path key, Path authority) {
    Tls tls =
        new Tls(
            new Tls.Trust.Authorities(new Credential.InFile(authority)),
            new Credential.InFile(certificate),
            new Credential.InFile(key));
    return new ApiServer(address, tls, Credential.NONE);
  }

  /**
   * The same server, asked less.
   *
   * @param perSecond requests a second on average; 0 for as many as there are
   * @param burst how many may follow each other at once after a pause, at least 1
   */
  public ApiServer limited(double perSecond, int burst) {
    return perSecond == 0
        ? this
        : new ApiServer(address, tls, token, Pace.of(perSecond, Math.max(1, burst)));
  }

  /**
   * The server that a kubeconfig's current context names. Relative paths in it are relative to it.
   *
   * @throws StateException if the file is wrong; names file, line and field
   */
  public static ApiServer ofKubeconfig(Path file) {
    return Kubeconfig.read(file, "");
  }

  /**
   * The server that one of a kubeconfig's contexts names.
   *
   * @param context its name; empty for the current one
   * @throws StateException if the file is wrong; names file, line and field
   */
  public static ApiServer ofKubeconfig(Path file, String context) {
    return Kubeconfig.read(file, context);
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

  /** Waits until the next request may be sent. */
  void awaitTurn() throws IOException {
    pace.awaitTurn();
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
