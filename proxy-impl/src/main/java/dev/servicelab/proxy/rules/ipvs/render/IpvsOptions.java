package dev.servicelab.proxy.rules.ipvs.render;

/**
 * How this node wants its virtual servers.
 *
 * @param masqueradeBit which bit of the packet mark means "masquerade", 0..31
 * @param scheduler how the kernel chooses a real server, by the name it has in the kernel
 */
public record IpvsOptions(int masqueradeBit, String scheduler) {
  /** Round robin. */
  public static final String USUAL_SCHEDULER = "rr";

  /** kube-proxy's defaults. */
  public static IpvsOptions defaults() {
    return new IpvsOptions(14, USUAL_SCHEDULER);
  }

  /** The scheduler's flags: kube-proxy lets Maglev hashing look at the client's port, too. */
  String flags() {
    return scheduler.equals("mh") ? "mh-port" : "";
  }

  int mark() {
    return 1 << masqueradeBit;
  }
}
