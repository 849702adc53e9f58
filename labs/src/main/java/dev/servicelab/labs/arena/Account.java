package dev.servicelab.labs.arena;

import dev.servicelab.labs.cluster.BareServer;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import java.time.Duration;
import java.util.Map;

/**
 * A ServiceAccount of kube-system, as kubelet gives it to a pod.
 *
 * @param authority who signed the API's certificate, in PEM
 * @param token says to the API server who asks
 */
record Account(String authority, String token) {
  private static final String FOLDER = "/var/run/secrets/kubernetes.io/serviceaccount/";

  private static final Duration TOKEN_LIFE = Duration.ofHours(12);

  /** Asks for a token of an account that is there. */
  static Account of(BareServer server, String name) {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withExpirationSeconds(TOKEN_LIFE.toSeconds())
            .endSpec()
            .build();
    String token =
        server
            .client()
            .serviceAccounts()
            .inNamespace("kube-system")
            .withName(name)
            .tokenRequest(request)
            .getStatus()
            .getToken();
    return new Account(server.authority(), token);
  }

  /** What lies in the container, by path. */
  Map<String, String> files() {
    return Map.of(FOLDER + "ca.crt", authority, FOLDER + "token", token);
  }
}
