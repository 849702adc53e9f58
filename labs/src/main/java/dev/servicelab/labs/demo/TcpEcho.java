package dev.servicelab.labs.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;

/**
 * Answers each line with the facts as JSON, so that the same questions can be asked of a connection
 * without HTTP. The port is that of the echo protocol (RFC 862), the reply is not an echo of what
 * was sent.
 */
final class TcpEcho implements AutoCloseable {

  private final DemoIdentity who;
  private final ServerSocket socket;

  TcpEcho(DemoIdentity who, int port) throws IOException {
    this.who = who;
    this.socket = new ServerSocket(port);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Accepts until closed; each connection is served on a thread of the given executor. */
  void serve(Executor threads) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        threads.execute(() -> converse(connection));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          System.err.println("demo: TCP echo: " + e.getMessage());
        }
      }
    }
  }

  private void converse(Socket connection) {
    try (connection) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      OutputStream out = connection.getOutputStream();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String client = Facts.text((InetSocketAddress) connection.getRemoteSocketAddress());
        String server = Facts.text((InetSocketAddress) connection.getLocalSocketAddress());
        out.write(
            new Facts(who, client, server, line)
                .in(ReplyFormat.JSON)
                .getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The client went away in the middle: its affair, and an ordinary end of a connection.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
