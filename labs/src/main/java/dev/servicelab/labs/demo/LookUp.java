package dev.servicelab.labs.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What a Java program gets for a name: not the same as others, for the JVM remembers it. */
public final class LookUp {

  /** The exit code of getent when there is no such name. */
  private static final int NOT_FOUND = 2;

  private LookUp() {}

  /**
   * Prints the addresses that names lead to, one on a line. Exits with 2, and a reason, at the
   * first name that leads nowhere.
   *
   * @param names looked up one after the other, by the same JVM
   */
  public static void main(String[] names) {
    for (String name : names) {
      try {
        for (InetAddress address : InetAddress.getAllByName(name)) {
          System.out.println(address.getHostAddress());
        }
      } catch (UnknownHostException e) {
        System.err.println("LookUp: " + e.getMessage());
        System.exit(NOT_FOUND);
      }
    }
  }
}
