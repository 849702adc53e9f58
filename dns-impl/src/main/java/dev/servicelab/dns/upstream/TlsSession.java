package dev.servicelab.dns.upstream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * DNS over TLS (RFC 7858), with the certificate always checked: an upstream that cannot prove its
 * name gets no question.
 *
 * @param factory which authorities are trusted, and who we are
 * @param serverName the name the certificate has to have; absent, it has to have the address
 */
public record TlsSession(SSLSocketFactory factory, Optional<String> serverName) {

  /** The connection, encrypted: the other side has proved who it is. */
  Socket wrap(Socket plain, InetSocketAddress server) throws IOException {
    String peer = serverName.orElseGet(() -> server.getAddress().getHostAddress());
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, peer, server.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    // The JDK's name for "the certificate must be for this host" (RFC 2818 §3.1, RFC 8310 §8.1).
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    serverName.ifPresent(name -> parameters.setServerNames(List.of(new SNIHostName(name))));
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
