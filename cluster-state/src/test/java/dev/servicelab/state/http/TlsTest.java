package dev.servicelab.state.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real handshakes with a server that wants a certificate and says whose it got. */
class TlsTest {
  private static final Duration SILENCE = Duration.ofSeconds(10);

  @TempDir private static Path folder;
  private static Keys serverKeys;
  private static Keys clientKeys;
  private static Keys rsaKeys;
  private HttpsServer server;

  @BeforeAll
  static void keys() throws Exception {
    serverKeys = Keys.make(folder, "server", "EC", "-ext", "san=ip:127.0.0.1");
    clientKeys = Keys.make(folder, "client", "EC");
    rsaKeys = Keys.make(folder, "rsa", "RSA");
  }

  @BeforeEach
  void start() throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(wantsCertificate());
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] who = peer((HttpsExchange) exchange).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, who.length);
          exchange.getResponseBody().write(who);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theAuthorityOfAFileIsTrusted() throws Exception {
    Path file = Files.writeString(folder.resolve("ca.crt"), serverKeys.certificate());
    Tls tls = tls(new Credential.InFile(file), Credential.NONE, Credential.NONE);

    assertThat(whoAmI(tls)).isEqualTo("nobody");
    assertThat(tls.factory()).isSameAs(tls.factory());
  }

  @Test
  void aNewAuthorityInTheFileCountsFromTheNextConnection() throws Exception {
    Path file = Files.writeString(folder.resolve("ca.crt"), clientKeys.certificate());
    Tls tls = tls(new Credential.InFile(file), Credential.NONE, Credential.NONE);
    assertThatThrownBy(() -> whoAmI(tls)).isInstanceOf(SSLException.class);

    Files.writeString(file, clientKeys.certificate() + serverKeys.certificate());
    assertThat(whoAmI(tls)).isEqualTo("nobody");
  }

  @Test
  void theCertificateMustBeForTheNameTheServerIsCalledBy() throws Exception {
    Tls tls = tls(given(serverKeys.certificate()), Credential.NONE, Credential.NONE);

    assertThatThrownBy(() -> whoAmI("localhost", tls)).isInstanceOf(SSLException.class);
  }

  @Test
  void anyoneMeansAnyone() throws Exception {
    Tls tls = new Tls(new Tls.Trust.Anyone(), Credential.NONE, Credential.NONE);

    assertThat(whoAmI("localhost", tls)).isEqualTo("nobody");
  }

  @Test
  void noAuthorityMeansThoseOfTheJdk() {
    Tls tls = new Tls(new Tls.Trust.Public(), Credential.NONE, Credential.NONE);

    assertThatThrownBy(() -> whoAmI(tls)).isInstanceOf(SSLException.class);
  }

  @ParameterizedTest
  @EnumSource(Keys.Form.class)
  void weAreWhoOurCertificateSays(Keys.Form form) throws Exception {
    assertThat(whoAmI(as(clientKeys.certificate(), clientKeys.key(form)))).isEqualTo("CN=client");
    assertThat(whoAmI(as(rsaKeys.certificate(), rsaKeys.key(form)))).isEqualTo("CN=rsa");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\n!\n-----END RSA PRIVATE KEY-----",
      })
  void whatIsNoKeyIsSaidToBe(String key) {
    assertThatThrownBy(() -> as(clientKeys.certificate(), key).factory())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("client certificate: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n"})
  void whatIsNoAuthorityIsSaidToBe(String authority) {
    assertThatThrownBy(() -> tls(given(authority), Credential.NONE, Credential.NONE).factory())
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("certificate authority: ");
  }

  private static Tls as(String certificate, String key) throws GeneralSecurityException {
    return tls(given(serverKeys.certificate()), given(certificate), given(key));
  }

  private static Tls tls(Credential authority, Credential certificate, Credential key) {
    return new Tls(new Tls.Trust.Authorities(authority), certificate, key);
  }

  private static Credential given(String text) {
    return new Credential.Given(text);
  }

  private String whoAmI(Tls tls) throws IOException {
    return whoAmI("127.0.0.1", tls);
  }

  private String whoAmI(String host, Tls tls) throws IOException {
    URI address = URI.create("https://" + host + ":" + server.getAddress().getPort());
    try (HttpConnection connection = HttpConnection.open(address, tls)) {
      HttpResponse response = connection.send("GET", "/", Map.of(), "", SILENCE);
      return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String peer(HttpsExchange exchange) {
    try {
      return exchange.getSSLSession().getPeerPrincipal().getName();
    } catch (SSLException e) {
      return "nobody";
    }
  }

  private static HttpsConfigurator wantsCertificate() throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(serverKeys.store(), Keys.PASSWORD);
    KeyStore clients = KeyStore.getInstance("PKCS12");
    clients.load(null, null);
    clients.setCertificateEntry("client", clientKeys.x509());
    clients.setCertificateEntry("rsa", rsaKeys.x509());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(clients);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return new HttpsConfigurator(context) {
      @Override
      public void configure(HttpsParameters parameters) {
        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
        tls.setWantClientAuth(true);
        parameters.setSSLParameters(tls);
      }
    };
  }
}
