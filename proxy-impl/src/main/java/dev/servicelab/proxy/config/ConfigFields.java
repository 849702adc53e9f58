package dev.servicelab.proxy.config;

import dev.servicelab.state.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All fields of KubeProxyConfiguration v1alpha1 (kubernetes/kube-proxy, config/v1alpha1/types.go),
 * so that a mistyped one is told apart from one that has no effect here.
 */
final class ConfigFields {
  private static final Set<String> SECTIONS = Set.of("clientConnection", "iptables");

  private static final Map<String, Set<String>> EFFECTIVE =
      Map.of(
          "",
          Set.of(
              "apiVersion",
              "kind",
              "clientConnection",
              "iptables",
              "mode",
              "clusterCIDR",
              "hostnameOverride",
              "nodePortAddresses",
              "healthzBindAddress",
              "metricsBindAddress",
              "detectLocalMode"),
          "clientConnection",
          Set.of("kubeconfig"),
          "iptables",
          Set.of(
              "masqueradeAll",
              "masqueradeBit",
              "localhostNodePorts",
              "syncPeriod",
              "minSyncPeriod"));

  private static final Map<String, Set<String>> ACCEPTED =
      Map.of(
          "",
          Set.of(
              "featureGates",
              "logging",
              "bindAddress",
              "bindAddressHardFail",
              "enableProfiling",
              "showHiddenMetricsForVersion",
              "ipvs",
              "nftables",
              "winkernel",
              "detectLocal",
              "oomScoreAdj",
              "conntrack",
              "configSyncPeriod",
              "portRange",
              "windowsRunAsService"),
          "clientConnection",
          Set.of("acceptContentTypes", "contentType", "qps", "burst"),
          "iptables",
          Set.of());

  private ConfigFields() {}

  /**
   * The fields that are set, but do nothing here.
   *
   * @throws dev.servicelab.state.StateException for a field that does not exist
   */
  static List<String> withoutEffect(YamlNode root) {
    List<String> names = new ArrayList<>(withoutEffect("", root));
    for (String section : SECTIONS) {
      withoutEffect(section, root.field(section)).forEach(name -> names.add(section + "." + name));
    }
    return names.stream().sorted().toList();
  }

  private static List<String> withoutEffect(String section, YamlNode node) {
    List<String> names = new ArrayList<>();
    node.fields()
        .forEach(
            (name, value) -> {
              if (ACCEPTED.getOrDefault(section, Set.of()).contains(name)) {
                if (value.present()) {
                  names.add(name);
                }
              } else if (!EFFECTIVE.getOrDefault(section, Set.of()).contains(name)) {
                throw value.wrong("is no field of KubeProxyConfiguration v1alpha1");
              }
            });
    return names;
  }
}
