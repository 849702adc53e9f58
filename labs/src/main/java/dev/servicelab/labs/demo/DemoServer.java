package dev.servicelab.labs.demo;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The running application: an HTTP server and the two echo servers, each request on a virtual
 * thread of its own.
 */
public final class DemoServer implements AutoCloseable {

  private final HttpServer http;
  private final TcpEcho tcp;
  private final UdpEcho udp;
  private final ExecutorService threads;

  private DemoServer(HttpServer http, TcpEcho tcp, UdpEcho udp, ExecutorService threads) {
    this.http = http;
    this.tcp = tcp;
    this.udp = udp;
    this.threads = threads;
  }

  /**
   * Starts all servers on every local address.
   *
   * @param format the shape of {@code GET /} when the request names none
   * @param httpPort port of the HTTP server; 0 takes a free one
   * @param echoPort port of both echo servers; 0 takes a free one
   * @throws IOException if a port is taken or may not be bound
   */
  public static DemoServer start(DemoIdentity who, ReplyFormat format, int httpPort, int echoPort)
      throws IOException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    TcpEcho tcp = new TcpEcho(who, echoPort);
    UdpEcho udp = new UdpEcho(who, tcp.port());
    HttpServer http = HttpServer.create(new InetSocketAddress(httpPort), 0);
    http.createContext("/", new FactsHandler(who, format));
    http.createContext("/readyz", new ProbeHandler("readyz"));
    http.createContext("/livez", new ProbeHandler("livez"));
    http.setExecutor(threads);
    http.start();
    threads.execute(() -> tcp.serve(threads));
    // Not a virtual thread: it keeps the process alive, as the HTTP server's dispatcher does.
    new Thread(udp::serve, "udp-echo").start();
    return new DemoServer(http, tcp, udp, threads);
  }

  /** The port that HTTP is served on. */
  public int httpPort() {
    return http.getAddress().getPort();
  }

  /** The port that both echo servers listen on. */
  public int echoPort() {
    return tcp.port();
  }

  @Override
  public void close() throws IOException {
    http.stop(0);
    tcp.close();
    udp.close();
    threads.shutdownNow();
  }
}
