package dev.servicelab.dns.plugins.forward;

import dev.servicelab.dns.upstream.ConnectionLimits;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.xbill.DNS.Name;

/**
 * What a Corefile says about forwarding.
 *
 * @param from names below one of these zones are forwarded
 * @param except but not those below one of these
 * @param targets where to, at least one
 * @param resolvers who is asked for the addresses of targets given by name, none for the system's
 * @param policy in which order
 * @param transport over what
 * @param connections how connections are made and kept
 * @param read how long one upstream may take to reply
 * @param health how upstreams that fail are watched
 * @param maxConcurrent how many queries may wait for an upstream at once
 * @param maxAttempts how many attempts may fail for one query
 * @param failover codes after which the next upstream is asked
 * @param next what is passed on to the next line of forward
 */
record ForwardConfig(
    List<Name> from,
    List<Name> except,
    List<Target> targets,
    List<InetSocketAddress> resolvers,
    Policy policy,
    Transports transport,
    ConnectionLimits connections,
    Duration read,
    Health health,
    int maxConcurrent,
    int maxAttempts,
    Set<Integer> failover,
    Next next) {

  /** The order in which upstreams are tried. */
  enum Policy {
    RANDOM,
    ROUND_ROBIN,
    SEQUENTIAL
  }

  /** Over what upstreams are asked. */
  enum Transports {
    /** As the client asked us. */
    AS_CLIENT,
    /** UDP, and TCP for what was cut. */
    PREFER_UDP,
    FORCE_TCP
  }

  /**
   * How upstreams that fail are watched.
   *
   * @param interval the time between two checks
   * @param domain the name whose NS records a check asks for
   * @param recurse whether it asks for recursion (RD)
   * @param maxFails more failed checks in a row than this and it is down; 0: nothing is checked
   * @param failFast whether a query fails at once when all are down
   */
  record Health(Duration interval, Name domain, boolean recurse, int maxFails, boolean failFast) {}

  /**
   * What an upstream may say that the next line of forward may know better.
   *
   * @param rcodes replies with these codes
   * @param onNoData replies that hold nothing
   */
  record Next(Set<Integer> rcodes, boolean onNoData) {}
}
