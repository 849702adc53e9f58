package dev.servicelab.dns.plugins.transfer;

import dev.servicelab.dns.chain.Addresses;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Optional;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Tells a secondary that a zone has a new version (RFC 1996), until it says that it has heard.
 *
 * @param zone the zone
 * @param to the secondary
 * @param source the address it comes from, if it matters
 */
record Announcement(Name zone, InetSocketAddress to, Optional<InetAddress> source)
    implements Runnable {

  private static final Logger LOG = System.getLogger("plugin/transfer");
  private static final int TRIES = 3;
  private static final int PATIENCE_MILLIS = 5_000;

  @Override
  public void run() {
    InetSocketAddress from = source.map(host -> new InetSocketAddress(host, 0)).orElse(null);
    try (DatagramSocket socket = from == null ? new DatagramSocket() : new DatagramSocket(from)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(to);
      for (int tries = 0; tries < TRIES; tries++) {
        if (heard(socket)) {
          return;
        }
      }
      LOG.log(
          Level.WARNING, Addresses.text(to) + " does not answer that zone " + zone + " changed");
    } catch (IOException e) {
      LOG.log(
          Level.WARNING,
          Addresses.text(to) + " was not told that zone " + zone + " changed: " + e.getMessage());
    }
  }

  private boolean heard(DatagramSocket socket) throws IOException {
    Message notify = new Message();
    notify.getHeader().setOpcode(Opcode.NOTIFY);
    notify.getHeader().setFlag(Flags.AA);
    notify.addRecord(Record.newRecord(zone, Type.SOA, DClass.IN), Section.QUESTION);
    byte[] packet = notify.toWire();
    socket.send(new DatagramPacket(packet, packet.length));
    DatagramPacket reply = new DatagramPacket(new byte[512], 512);
    try {
      socket.receive(reply);
    } catch (SocketTimeoutException e) {
      return false;
    }
    // The same number is enough: it only spares the other tries.
    return Arrays.equals(reply.getData(), 0, 2, packet, 0, 2);
  }
}
