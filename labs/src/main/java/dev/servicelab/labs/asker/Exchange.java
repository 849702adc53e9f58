package dev.servicelab.labs.asker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One query, one response. */
final class Exchange {
  private static final int LARGEST = 65_535;

  private Exchange() {}

  /** Over UDP; null if nothing comes in time, or nobody listens. */
  static byte @Nullable [] udp(String address, int port, int millis, byte[] query)
      throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(address), port));
      socket.setSoTimeout(millis);
      socket.send(new DatagramPacket(query, query.length));
      DatagramPacket response = new DatagramPacket(new byte[LARGEST], LARGEST);
      socket.receive(response);
      return Arrays.copyOf(response.getData(), response.getLength());
    } catch (SocketTimeoutException | PortUnreachableException e) {
      return null;
    }
  }

  /** Over TCP (RFC 1035 section 4.2.2); empty if the server closes, null if nothing comes. */
  static byte @Nullable [] tcp(String address, int port, int millis, byte[] query)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(address), port), millis);
      socket.setSoTimeout(millis);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      byte[] framed = new byte[query.length + 2];
      framed[0] = (byte) (query.length >> 8);
      framed[1] = (byte) query.length;
      System.arraycopy(query, 0, framed, 2, query.length);
      out.write(framed);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      return in.readNBytes(in.readUnsignedShort());
    } catch (SocketTimeoutException e) {
      return null;
    } catch (EOFException | SocketException e) {
      return new byte[0];
    }
  }
}
