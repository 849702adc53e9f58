package dev.servicelab.state.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One connection to a server; requests follow one another on it. RFC 9112. For one thread, but any
 * thread may close it, which ends a read that waits.
 */
public final class HttpConnection implements AutoCloseable {
  private static final int CONNECT_MILLIS = 10_000;

  private final String host;
  private final Socket raw;
  private final Socket socket;
  private final HttpInput in;
  private final OutputStream out;
  private InputStream body = InputStream.nullInputStream();
  private boolean reusable = true;

  private HttpConnection(String host, Socket raw, Socket socket) throws IOException {
    this.host = host;
    this.raw = raw;
    this.socket = socket;
    this.in = new HttpInput(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  /**
   * Connects, and for {@code https} checks the server's certificate.
   *
   * @param server scheme, host and port; the port may be absent
   * @param tls used for {@code https} only
   * @throws IOException if the server cannot be reached or is the wrong one
   */
  public static HttpConnection open(URI server, Tls tls) throws IOException {
    boolean secure = "https".equals(server.getScheme());
    String name = server.getHost().replaceAll("[\\[\\]]", "");
    int port = server.getPort() >= 0 ? server.getPort() : secure ? 443 : 80;
    Socket raw = new Socket();
    try {
      InetSocketAddress address = new InetSocketAddress(name, port);
      if (address.isUnresolved()) {
        throw new UnknownHostException("there is no host " + name);
      }
      raw.setTcpNoDelay(true);
      raw.setSoTimeout(CONNECT_MILLIS);
      raw.connect(address, CONNECT_MILLIS);
      Socket socket = secure ? secured(raw, name, port, tls) : raw;
      return new HttpConnection(server.getRawAuthority(), raw, socket);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static Socket secured(Socket raw, String name, int port, Tls tls) throws IOException {
    SSLSocket socket = (SSLSocket) tls.factory().createSocket(raw, name, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setCipherSuites(chaChaFirst(parameters.getCipherSuites()));
    if (tls.checksName()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(parameters);
    // One after another: the first handshake of a JVM takes ten times as long as the next, and
    // several first ones at a time would only take it from each other.
    synchronized (tls) {
      socket.startHandshake();
    }
    return socket;
  }

  /**
   * The JVM reaches the processor's AES only by way of its second compiler, which does not run yet
   * when the first lists come in, or not at all. ChaCha20 needs half the time then.
   */
  private static String[] chaChaFirst(String[] suites) {
    return Arrays.stream(suites)
        .sorted(Comparator.comparing(suite -> !suite.contains("CHACHA20")))
        .toArray(String[]::new);
  }

  /**
   * Sends a request and reads the answer's head. Whatever is left of the last answer is skipped.
   *
   * @param method such as GET
   * @param target path and query
   * @param headers in addition to Host and Content-Length
   * @param content may be empty
   * @param silence for how long nothing may come, now and while the answer's body is read
   */
  public HttpResponse send(
      String method, String target, Map<String, String> headers, String content, Duration silence)
      throws IOException {
    body.transferTo(OutputStream.nullOutputStream());
    socket.setSoTimeout(Math.toIntExact(silence.toMillis()));
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: ").append(host);
    headers.forEach((name, value) -> head.append("\r\n").append(name).append(": ").append(value));
    if (bytes.length > 0) {
      head.append("\r\nContent-Length: ").append(bytes.length);
    }
    head.append("\r\n\r\n");
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
    return answer();
  }

  /** Whether another request can follow on this connection. */
  public boolean reusable() {
    return reusable;
  }

  /** Closes it at once, without a farewell: a TLS one would wait for the reader. */
  @Override
  public void close() {
    reusable = false;
    try {
      raw.close();
    } catch (IOException e) {
      // It is closed as far as it can be.
    }
  }

  private HttpResponse answer() throws IOException {
    int status = status(in.line());
    Map<String, String> headers = headers();
    while (status < 200) {
      status = status(in.line());
      headers = headers();
    }
    if (headers.getOrDefault("connection", "").equalsIgnoreCase("close")) {
      reusable = false;
    }
    body = body(status, headers);
    return new HttpResponse(status, headers, body);
  }

  private static int status(String line) throws IOException {
    String[] words = line.split(" ", 3);
    if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
      throw new IOException("the answer is not HTTP");
    }
    return Integer.parseInt(words[1]);
  }

  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = in.line(); !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private InputStream body(int status, Map<String, String> headers) throws IOException {
    if (status == 204 || status == 304) {
      return InputStream.nullInputStream();
    }
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return new ChunkedBody(in);
    }
    String length = headers.get("content-length");
    if (length == null) {
      reusable = false; // It ends with the connection.
      return in;
    }
    try {
      return new LengthBody(in, Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new IOException("\"" + length + "\" is no length", e);
    }
  }
}
