package dev.servicelab.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.servicelab.dns.corefile.CorefileException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;

/** Encrypted upstreams: one that proves its name is asked, any other is not. */
class ForwardTlsTest {

  private static final String PASSWORD = "changeit";

  @TempDir private static Path keys;
  @TempDir private Path folder;

  /** The JDK can make a certificate with its keytool only. */
  @BeforeAll
  static void makeCertificate() throws Exception {
    keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=dns", "-ext", "san=dns:dns.example.org");
    keytool("-exportcert", "-rfc", "-file", keys.resolve("ca.pem").toString());
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> store =
        List.of("-keystore", keys.resolve("keys.p12").toString(), "-storepass", PASSWORD);
    ProcessBuilder builder = new ProcessBuilder(tool);
    builder.command().addAll(List.of(arguments));
    builder.command().addAll(store);
    builder.redirectErrorStream(true).redirectOutput(keys.resolve("keytool.out").toFile());
    assertThat(builder.start().waitFor()).isZero();
  }

  @Test
  void theRightNameIsAsked() throws Exception {
    try (SSLServerSocket upstream = listen();
        RunningServer dns = start(upstream, "%dns.example.org", "tls " + keys.resolve("ca.pem"))) {
      assertThat(dns.dig("example.org A")).startsWith("NOERROR ra\nexample.org. 60 A");
      assertThat(dns.dig("again.example.org A")).startsWith("NOERROR ra\nagain.example.org. 60 A");
    }
    try (SSLServerSocket upstream = listen();
        RunningServer dns =
            start(
                upstream,
                "",
                "tls " + keys.resolve("ca.pem") + "\ntls_servername dns.example.org")) {
      assertThat(dns.dig("example.org A")).startsWith("NOERROR");
    }
  }

  @Test
  void anotherNameIsNotAsked() throws Exception {
    try (SSLServerSocket upstream = listen();
        RunningServer dns = start(upstream, "%evil.example.org", "tls " + keys.resolve("ca.pem"))) {
      assertThat(dns.dig("example.org A")).isEqualTo("SERVFAIL");
    }
  }

  @Test
  void whomNobodyVouchesForIsNotAsked() throws Exception {
    try (SSLServerSocket upstream = listen();
        RunningServer dns = start(upstream, "%dns.example.org", "tls")) {
      assertThat(dns.dig("example.org A")).isEqualTo("SERVFAIL");
    }
  }

  @Test
  void wrongFilesAreFoundBeforeTheStart() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    assertThatThrownBy(() -> build("tls /no/such/file"))
        .isInstanceOf(CorefileException.class)
        .hasMessageStartingWith("Corefile:3: tls: /no/such/file");
    assertThatThrownBy(() -> build("tls " + empty))
        .hasMessageContaining("no certificate in " + empty);
    assertThatThrownBy(() -> build("tls " + keys.resolve("ca.pem") + " " + empty))
        .hasMessageContaining(empty + " holds no private key in PKCS #8");
    Path key = Files.writeString(folder.resolve("key.pem"), privateKey());
    assertThat(build("tls " + keys.resolve("ca.pem") + " " + key).plugins()).hasSize(1);
  }

  private static ServerConfig build(String option) {
    return ChainUnderTest.build(
        ". {\nforward . tls://192.0.2.1 {\n" + option + "\n}\n}",
        new TestProcess(Optional.empty()));
  }

  private RunningServer start(SSLServerSocket upstream, String name, String options)
      throws IOException {
    String target = "tls://127.0.0.1" + name + ":" + upstream.getLocalPort();
    return RunningServer.start(folder, ". {\nforward . " + target + " {\n" + options + "\n}\n}\n");
  }

  private static KeyStore store() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys.resolve("keys.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static String privateKey() throws IOException, GeneralSecurityException {
    KeyStore store = store();
    byte[] key = store.getKey(store.aliases().nextElement(), PASSWORD.toCharArray()).getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static SSLServerSocket listen() throws IOException, GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store(), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> serve(socket));
    return socket;
  }

  private static void serve(SSLServerSocket listener) {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        while (true) {
          Message question = new Message(Framed.read(socket.getInputStream()));
          Framed.write(socket.getOutputStream(), UpstreamReply.addresses(question, 1).toWire());
        }
      } catch (IOException e) {
        // The server has enough, or does not trust us.
      }
    }
  }
}
