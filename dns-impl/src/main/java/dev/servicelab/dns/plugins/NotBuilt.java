package dev.servicelab.dns.plugins;

import java.util.Map;
import java.util.Optional;

/**
 * CoreDNS's plugins that this server has not, with what to do instead: whoever brings a Corefile
 * should learn more than that a word is unknown.
 */
public final class NotBuilt {

  private static final String NO_TLS =
      "it speaks plain UDP and TCP only; put a TLS proxy before it";
  private static final String NO_CLOUD =
      "zones of clouds are not read; export the zone and use 'file', or 'forward' to its servers";
  private static final String NO_TRACES = "use 'log', 'prometheus' and the page /explain";

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("root", "write the paths in 'file', 'hosts' and 'loadbalance' out in full"),
          Map.entry(
              "geoip", "there are no databases of places; 'view' and 'template' know addresses"),
          Map.entry("cancel", "every query ends by itself: see 'forward' for the times"),
          Map.entry("proxyproto", "clients' addresses are taken from the packets only"),
          Map.entry("quic", NO_TLS),
          Map.entry("grpc_server", NO_TLS),
          Map.entry("https", NO_TLS),
          Map.entry("https3", NO_TLS),
          Map.entry("tls", NO_TLS),
          Map.entry("grpc", "use 'forward' to an upstream that speaks plain DNS"),
          Map.entry("multisocket", "one socket for each address suffices: threads share it"),
          Map.entry("shed", "queries beyond 'max_concurrent' of 'forward' are refused"),
          Map.entry("nsid", "'chaos' tells a server's name (id.server CH TXT)"),
          Map.entry("trace", NO_TRACES),
          Map.entry("dnstap", NO_TRACES),
          Map.entry("pprof", "use the JVM's own tools: jcmd and its flight recorder"),
          Map.entry("local", "use 'hosts' with inline lines for localhost"),
          Map.entry("dns64", "IPv4 addresses are not mapped to IPv6"),
          Map.entry("tsig", "limit 'transfer' by address"),
          Map.entry("dnssec", "answers are not signed; 'file' serves zones signed before"),
          Map.entry("sign", "zones are not signed; 'file' serves zones signed before"),
          Map.entry("route53", NO_CLOUD),
          Map.entry("azure", NO_CLOUD),
          Map.entry("clouddns", NO_CLOUD),
          Map.entry("nomad", "use 'kubernetes', or 'forward' to the other registry's DNS"),
          Map.entry("etcd", "use 'kubernetes', or 'file' with 'reload'"),
          Map.entry("k8s_external", "use 'template' or 'file' for names outside the cluster"),
          Map.entry("auto", "name each zone file in a 'file' line of its own"),
          Map.entry("secondary", "transfer the zone by other means and use 'file' with 'reload'"),
          Map.entry("on", "no commands are run on events"),
          Map.entry("erratic", "labs make upstreams fail with their own resolvers"),
          Map.entry("any", "'template IN ANY' with a HINFO answer does the same"),
          Map.entry("minimal", "all that an answer holds is sent"),
          Map.entry(
              "acl", "'template' with 'rcode REFUSED' blocks names; firewalls block addresses"),
          Map.entry("header", "header bits say what is the case"),
          Map.entry("view", "use a server block with another zone, port or 'bind'"));

  private NotBuilt() {}

  /** What to do instead, if this is a plugin of CoreDNS. */
  public static Optional<String> instead(String plugin) {
    return Optional.ofNullable(INSTEAD.get(plugin));
  }
}
