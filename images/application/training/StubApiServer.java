import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * As much of an API server as a training run needs: each list comes from a file, a watch sends one
 * change and stays open. Arguments: port, key store, its password, directory of the lists.
 */
final class StubApiServer {
  private StubApiServer() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.setHttpsConfigurator(new LikeARealOne(tls(Path.of(args[1]), args[2].toCharArray())));
    Path lists = Path.of(args[3]);
    server.createContext("/", exchange -> answer(exchange, lists));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private static SSLContext tls(Path keyStore, char[] password) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(KeyStore.getInstance(keyStore.toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static void answer(HttpExchange exchange, Path lists) throws IOException {
    URI uri = exchange.getRequestURI();
    boolean watch = uri.getQuery() != null && uri.getQuery().contains("watch=true");
    String kind = uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
    Path file = lists.resolve(kind + (watch ? ".change.json" : ".json"));
    byte[] body =
        Files.exists(file)
            ? Files.readAllBytes(file)
            : "{\"kind\":\"Status\",\"code\":404}".getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(Files.exists(file) || watch ? 200 : 404, watch ? 0 : body.length);
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
    if (!watch) {
      exchange.close();
    }
  }

  /** Asks for a certificate, and lets the client choose the cipher. */
  private static final class LikeARealOne extends HttpsConfigurator {
    LikeARealOne(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters tls = getSSLContext().getDefaultSSLParameters();
      tls.setWantClientAuth(true);
      tls.setUseCipherSuitesOrder(false);
      parameters.setSSLParameters(tls);
    }
  }
}
