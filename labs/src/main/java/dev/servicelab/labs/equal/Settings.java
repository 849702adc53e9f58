package dev.servicelab.labs.equal;

import java.util.List;
import java.util.stream.Stream;

/**
 * A change of the configuration that the installer ships, for both proxies.
 *
 * @param words what is different, as the configuration says it
 * @param shipped a line of the shipped {@code config.conf}, without its indentation
 * @param instead what stands in its place
 */
record Settings(String words, String shipped, String instead) {

  /** Settings that change rules, one after the other. */
  static final List<Settings> ALL =
      List.of(
          of("masqueradeAll: false", "masqueradeAll: true"),
          of("masqueradeBit: 14", "masqueradeBit: 7"),
          of("localhostNodePorts: true", "localhostNodePorts: false"),
          // Of the addresses in here both network namespaces have the same.
          of("nodePortAddresses: null", "nodePortAddresses: [127.0.0.0/8, '::1/128']"),
          of("clusterCIDR: 10.244.0.0/16", "clusterCIDR: 10.244.0.0/16,fd00:10:244::/48"),
          of("clusterCIDR: 10.244.0.0/16", "clusterCIDR: ''"),
          of("detectLocalMode: ClusterCIDR", "detectLocalMode: NodeCIDR"),
          of(
              "detectLocalMode: ClusterCIDR",
              "detectLocal: {bridgeInterface: cni0}\ndetectLocalMode: BridgeInterface"),
          of(
              "detectLocalMode: ClusterCIDR",
              "detectLocal: {interfaceNamePrefix: veth}\ndetectLocalMode: InterfaceNamePrefix"));

  /** Those that change what ipvs mode does; fewer, as a start takes half a minute there. */
  static final List<Settings> IPVS =
      List.of(
          of("masqueradeAll: false", "masqueradeAll: true"),
          of(
              "detectLocalMode: ClusterCIDR",
              "detectLocal: {interfaceNamePrefix: veth}\ndetectLocalMode: InterfaceNamePrefix"),
          // Of IPv4 addresses none is left, of IPv6 nothing is said.
          of("nodePortAddresses: null", "nodePortAddresses: [192.0.2.0/24]"),
          of("scheduler: \"\"", "scheduler: mh"));

  private static Settings of(String shipped, String instead) {
    return new Settings(instead.replace('\n', ' '), shipped, instead);
  }

  /**
   * The configuration with this change.
   *
   * @throws IllegalStateException if the line is not there once
   */
  String in(String config) {
    List<String> lines = config.lines().toList();
    if (lines.stream().filter(line -> line.strip().equals(shipped)).count() != 1) {
      throw new IllegalStateException("the shipped configuration does not say: " + shipped);
    }
    return String.join("\n", lines.stream().flatMap(this::changed).toList()) + "\n";
  }

  private Stream<String> changed(String line) {
    if (!line.strip().equals(shipped)) {
      return Stream.of(line);
    }
    String indentation = line.substring(0, line.indexOf(shipped));
    return instead.lines().map(part -> indentation + part);
  }
}
