package dev.servicelab.proxy.rules.ipvs;

import java.util.List;
import java.util.OptionalInt;

/**
 * One address and port that the kernel balances.
 *
 * @param address what clients see
 * @param scheduler how the kernel chooses, by the name it has in the kernel
 * @param persistentSeconds how long a client stays with its real server after its last connection
 *     has ended; empty if each connection is for itself
 * @param flags the scheduler's flags as the tool spells them; empty if there are none
 * @param servers where connections go, sorted by address
 */
public record VirtualServer(
    VirtualAddress address,
    String scheduler,
    OptionalInt persistentSeconds,
    String flags,
    List<RealServer> servers) {

  public VirtualServer {
    servers = List.copyOf(servers);
  }

  /** The same with other real servers. */
  public VirtualServer with(List<RealServer> others) {
    return new VirtualServer(address, scheduler, persistentSeconds, flags, others);
  }

  /** Whether it balances in the same way, whatever over. */
  public boolean balancesLike(VirtualServer other) {
    return scheduler.equals(other.scheduler)
        && persistentSeconds.equals(other.persistentSeconds)
        && flags.equals(other.flags);
  }
}
