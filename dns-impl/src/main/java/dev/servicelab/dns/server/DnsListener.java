package dev.servicelab.dns.server;

import dev.servicelab.dns.chain.Addresses;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One listening address, UDP and TCP with the same zones behind. */
public final class DnsListener implements AutoCloseable {

  private static final Logger LOG = System.getLogger("server");
  private static final int TRIES = 10;

  /** As CoreDNS: who stops waits no longer. */
  private static final Duration FINISH = Duration.ofSeconds(5);

  private final QueryHandler handler;
  private final ExecutorService workers;
  private final UdpListener udp;
  private final TcpListener tcp;

  private DnsListener(
      QueryHandler handler, ExecutorService workers, UdpListener udp, TcpListener tcp) {
    this.handler = handler;
    this.workers = workers;
    this.udp = udp;
    this.tcp = tcp;
  }

  /**
   * Binds both sockets and begins to answer.
   *
   * @param listen the address; with port 0 any port that is free for both
   * @throws IOException if the address is taken or not allowed
   */
  public static DnsListener open(InetSocketAddress listen, QueryHandler handler)
      throws IOException {
    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    try {
      for (int attempt = 1; ; attempt++) {
        TcpListener tcp = new TcpListener(listen, handler, workers);
        try {
          UdpListener udp = new UdpListener(tcp.address(), handler, workers);
          udp.start();
          tcp.start();
          return new DnsListener(handler, workers, udp, tcp);
        } catch (IOException e) {
          tcp.close();
          // The port that TCP was given may be taken for UDP; another try gets another port.
          if (listen.getPort() != 0 || attempt == TRIES) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      workers.close();
      throw new IOException(
          "cannot listen on " + Addresses.text(listen) + ": " + e.getMessage(), e);
    }
  }

  /** What answers at this address. */
  public QueryHandler handler() {
    return handler;
  }

  /** The address as bound: its port is never 0. */
  public InetSocketAddress address() {
    return tcp.address();
  }

  /** Stops taking queries and waits for those under way, for five seconds at most. */
  @Override
  public void close() throws IOException {
    long end = System.nanoTime() + FINISH.toNanos();
    tcp.stop();
    udp.stop();
    boolean answered = udp.awaitNone(FINISH);
    answered &= tcp.awaitNone(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    if (!answered) {
      LOG.log(Level.WARNING, "queries still unanswered at the end");
    }
    tcp.close();
    udp.close();
    workers.shutdown();
  }
}
