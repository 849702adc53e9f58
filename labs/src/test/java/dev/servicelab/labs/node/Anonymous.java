package dev.servicelab.labs.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Somebody without credentials who trusts the cluster's authority, and nothing else. */
final class Anonymous {
  private final HttpClient http;

  /**
   * Reads the authority as a kubeconfig holds it.
   *
   * @param caData PEM in base64
   */
  Anonymous(String caData) {
    try {
      byte[] pem = Base64.getDecoder().decode(caData);
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null);
      store.setCertificateEntry(
          "cluster",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem)));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(null, trust.getTrustManagers(), null);
      http = HttpClient.newBuilder().sslContext(tls).build();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the kubeconfig's authority cannot be used", e);
    }
  }

  /** The status and the body that a GET is answered with, {@code 401 ...}. */
  String get(String url) {
    HttpResponse<String> answer = send(url);
    return answer.statusCode() + " " + answer.body();
  }

  /** The names and addresses in the certificate that a server shows. */
  List<String> subjectNames(String url) {
    try {
      X509Certificate shown =
          (X509Certificate) send(url).sslSession().orElseThrow().getPeerCertificates()[0];
      Collection<List<?>> names = shown.getSubjectAlternativeNames();
      return names.stream().map(name -> String.valueOf(name.get(1))).toList();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no certificate from " + url, e);
    }
  }

  private HttpResponse<String> send(String url) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("no answer from " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
