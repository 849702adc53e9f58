package dev.servicelab.proxy.config.fields;

import static dev.servicelab.proxy.config.fields.ConfigField.field;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Who this proxy is, where it listens and which traffic it takes for whose. */
public final class GeneralFields {
  public static final ConfigField<String> API_VERSION =
      field(
          "apiVersion",
          "",
          Shape.text("TEXT", text -> only("kubeproxy.config.k8s.io/v1alpha1", text)),
          "kubeproxy.config.k8s.io/v1alpha1",
          "no other value is taken");
  public static final ConfigField<String> KIND =
      field(
          "kind",
          "",
          Shape.text("TEXT", text -> only("KubeProxyConfiguration", text)),
          "KubeProxyConfiguration",
          "no other value is taken");
  public static final ConfigField<Mode> MODE =
      field(
          "mode",
          "proxy-mode",
          Shape.text("MODE", Mode::parse),
          "iptables",
          "what Services become: `iptables` or `ipvs`; nftables is refused until it is built");
  public static final ConfigField<String> KUBECONFIG =
      field(
          "clientConnection.kubeconfig",
          "kubeconfig",
          Shape.TEXT,
          "",
          "how to reach the API server; the pod's ServiceAccount without it");
  public static final ConfigField<String> HOSTNAME_OVERRIDE =
      field(
          "hostnameOverride",
          "hostname-override",
          Shape.TEXT,
          "",
          "the node's name; the machine's host name without it. The flag beats the file");
  public static final ConfigField<Optional<InetAddress>> BIND_ADDRESS =
      field(
          "bindAddress",
          "bind-address",
          Shape.ADDRESS,
          "0.0.0.0",
          "the node's own address, unless unspecified: then its Node object says. Decides which"
              + " family is the first");
  public static final ConfigField<InetSocketAddress> HEALTHZ =
      field(
          "healthzBindAddress",
          "healthz-bind-address",
          Shape.listener(10_256),
          "0.0.0.0:10256",
          "where `/healthz` and `/livez` answer; `[::]` if bindAddress is IPv6");
  public static final ConfigField<InetSocketAddress> METRICS =
      field(
          "metricsBindAddress",
          "metrics-bind-address",
          Shape.listener(10_249),
          "127.0.0.1:10249",
          "where `/metrics`, `/proxyMode`, `/rules` and others answer; `[::1]` if bindAddress is"
              + " IPv6");
  public static final ConfigField<Boolean> HARD_FAIL =
      field(
          "bindAddressHardFail",
          "bind-address-hard-fail",
          Shape.SWITCH,
          "false",
          "end with exit code 1 if one of these two addresses is taken; otherwise it is logged"
              + " and Services work all the same");
  public static final ConfigField<Integer> OOM_SCORE =
      field(
          "oomScoreAdj",
          "oom-score-adj",
          Shape.number(-1000, 1000),
          "-999",
          "written to `/proc/self/oom_score_adj`; logged where that is not allowed");
  public static final ConfigField<Integer> VERBOSITY =
      field(
          "logging.verbosity",
          "v",
          Shape.number(0, Integer.MAX_VALUE),
          "0",
          "4 and more: log what is of use for debugging only");

  private GeneralFields() {}

  static List<ConfigField<?>> all() {
    return List.of(
        API_VERSION,
        KIND,
        MODE,
        KUBECONFIG,
        HOSTNAME_OVERRIDE,
        BIND_ADDRESS,
        HEALTHZ,
        METRICS,
        HARD_FAIL,
        OOM_SCORE,
        VERBOSITY);
  }

  private static String only(String expected, String text) {
    if (!text.equals(expected)) {
      throw new IllegalArgumentException("must be " + expected);
    }
    return text;
  }
}
