package dev.servicelab.proxy.config;

import java.time.Duration;

/**
 * The fields below {@code conntrack}. Zero leaves the kernel's value as it is.
 *
 * @param maxPerCore connections per CPU
 * @param min the least number of connections in all, if {@code maxPerCore} is not 0
 * @param tcpEstablished how long an idle connection is remembered
 * @param tcpCloseWait how long one that only one side has closed is
 * @param tcpBeLiberal whether packets outside of the window are taken for valid
 * @param udp how long a UDP packet's answer is waited for
 * @param udpStream how long UDP partners who have answered each other are remembered
 */
public record ConntrackSettings(
    int maxPerCore,
    int min,
    Duration tcpEstablished,
    Duration tcpCloseWait,
    boolean tcpBeLiberal,
    Duration udp,
    Duration udpStream) {

  /** The size of the table for this many CPUs; 0 leaves it as it is. */
  public int max(int cpus) {
    return maxPerCore == 0
        ? 0
        : (int) Math.min(Integer.MAX_VALUE, Math.max(min, (long) maxPerCore * cpus));
  }
}
