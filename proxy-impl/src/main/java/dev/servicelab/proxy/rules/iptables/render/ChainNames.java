package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.plan.ServicePortName;
import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;

/**
 * Names of chains, the same as kube-proxy's: people grep for them. Names made for a Service port
 * are a prefix and 16 characters of a hash, because a chain's name may have 28 characters only.
 */
public final class ChainNames {
  public static final String SERVICES = "KUBE-SERVICES";
  static final String EXTERNAL_SERVICES = "KUBE-EXTERNAL-SERVICES";
  static final String NODE_PORTS = "KUBE-NODEPORTS";
  public static final String FORWARD = "KUBE-FORWARD";
  public static final String POSTROUTING = "KUBE-POSTROUTING";
  public static final String MARK_MASQ = "KUBE-MARK-MASQ";
  static final String MARK_DROP = "KUBE-MARK-DROP";
  public static final String PROXY_FIREWALL = "KUBE-PROXY-FIREWALL";
  static final String CANARY = "KUBE-PROXY-CANARY";

  /** In ipvs mode: how packets to a node port are recognised. */
  public static final String IPVS_NODE_PORT = "KUBE-NODE-PORT";

  /** In ipvs mode: what packets to a load balancer's address go through. */
  public static final String IPVS_LOAD_BALANCER = "KUBE-LOAD-BALANCER";

  /** In ipvs mode: who may send to load balancers that name source ranges. */
  public static final String IPVS_SOURCE_RANGES = "KUBE-SOURCE-RANGES-FIREWALL";

  /** In ipvs mode: keeps clients of virtual addresses from what else listens on the node. */
  public static final String IPVS_FILTER = "KUBE-IPVS-FILTER";

  /** In ipvs mode: keeps the node's processes from load balancers that do not name them. */
  public static final String IPVS_OUT_FILTER = "KUBE-IPVS-OUT-FILTER";

  /** Shared with kubelet, which makes it too. */
  static final String KUBE_FIREWALL = "KUBE-FIREWALL";

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int HASH_LENGTH = 16;
  private static final List<String> PREFIXES =
      List.of("KUBE-SVC-", "KUBE-SVL-", "KUBE-SEP-", "KUBE-FW-", "KUBE-EXT-", "KUBE-XLB-");

  /** Made once per thread, as a look-up among the security providers takes longer than a hash. */
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(ChainNames::sha256);

  private static final Set<String> OF_EVERY_NODE =
      Set.of(
          SERVICES,
          EXTERNAL_SERVICES,
          NODE_PORTS,
          PROXY_FIREWALL,
          FORWARD,
          POSTROUTING,
          MARK_MASQ,
          CANARY);

  private static final Set<String> OF_IPVS_MODE =
      Set.of(IPVS_LOAD_BALANCER, IPVS_NODE_PORT, IPVS_SOURCE_RANGES, IPVS_FILTER, IPVS_OUT_FILTER);

  private ChainNames() {}

  /** The chain that balances over the endpoints of traffic policy Cluster. */
  public static String service(ServicePortName name) {
    return "KUBE-SVC-" + hash(name + name.protocol().lowerCase());
  }

  /**
   * The chain of an endpoint that is known by its address only.
   *
   * @param endpoint {@code 10.244.1.2:80}, or {@code [fd00::2]:80}
   */
  public static String endpoint(ServicePortName name, String endpoint) {
    return "KUBE-SEP-" + hash(name + name.protocol().lowerCase() + endpoint);
  }

  /** Whether a chain was made for a Service, by this proxy or by another run of it. */
  public static boolean isOfService(ChainId chain) {
    return chain.table() == Table.NAT && PREFIXES.stream().anyMatch(chain.name()::startsWith);
  }

  /** Whether a chain finds the Service of a packet, by one or a few rules for each of them. */
  public static boolean isDispatch(ChainId chain) {
    return Dispatch.ALL.contains(chain);
  }

  /** Whether a chain is made by a proxy in iptables mode, and by nobody else. */
  public static boolean isOurs(ChainId chain) {
    return isOfService(chain) || OF_EVERY_NODE.contains(chain.name());
  }

  /** Whether a chain is made by a proxy in whichever mode, and by nobody else. */
  public static boolean isOfAnyMode(ChainId chain) {
    return isOurs(chain) || OF_IPVS_MODE.contains(chain.name());
  }

  /** The first 80 bits of SHA-256 in RFC 4648 base32. */
  static String hash(String text) {
    byte[] digest = SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8));
    char[] encoded = new char[HASH_LENGTH];
    int buffer = 0;
    int bits = 0;
    int taken = 0;
    for (int i = 0; i < HASH_LENGTH; i++) {
      if (bits < 5) {
        buffer = (buffer << 8) | (digest[taken++] & 0xff);
        bits += 8;
      }
      bits -= 5;
      encoded[i] = ALPHABET.charAt((buffer >> bits) & 31);
    }
    return new String(encoded);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
