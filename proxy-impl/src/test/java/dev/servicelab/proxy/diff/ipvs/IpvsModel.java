package dev.servicelab.proxy.diff.ipvs;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.ipvs.IpvsTables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What ipset, ip and ipvsadm make of our batches; each refuses what the kernel would. */
public final class IpvsModel {
  private final SortedMap<String, SortedSet<String>> sets = new TreeMap<>();
  private final Map<String, String> types = new LinkedHashMap<>();
  private final SortedSet<String> addresses = new TreeSet<>();
  private final SortedMap<String, String> servers = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, String>> reals = new TreeMap<>();
  private final List<String> own = new ArrayList<>();
  private boolean device;

  /** An address of eth0. */
  public void own(String address) {
    own.add(address);
  }

  public void apply(IpvsChanges changes, IpFamily family) {
    ipset(changes.ipset(family));
    ip(changes.ip());
    ipvsadm(changes.ipvsadm());
  }

  public IpvsTables tables(IpFamily family) {
    SavedAddresses shown = SavedAddresses.parse(addressShow(), family);
    return new IpvsTables(
        SavedSets.parse(ipsetSave(), family),
        shown.hasDevice(),
        shown.bound(),
        SavedServers.parse(save(), family));
  }

  public void ipset(String batch) {
    for (String line : batch.lines().toList()) {
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case "create" -> {
          check(sets.put(words[1], new TreeSet<>()) == null, line);
          types.put(words[1], words[2]);
        }
        case "add" -> check(entries(words[1]).add(words[2]), line);
        case "del" -> check(entries(words[1]).remove(words[2]), line);
        case "destroy" -> check(sets.remove(words[1]) != null, line);
        default -> throw new IllegalStateException(line);
      }
    }
  }

  public void ip(String batch) {
    for (String line : batch.lines().toList()) {
      String[] words = line.split(" ");
      if (line.equals("link add kube-ipvs0 type dummy")) {
        check(!device, line);
        device = true;
      } else if (line.equals("link del kube-ipvs0")) {
        check(device, line);
        device = false;
        addresses.clear();
      } else {
        check(device && line.endsWith(" dev kube-ipvs0"), line);
        check(words[1].equals("add") ? addresses.add(words[2]) : addresses.remove(words[2]), line);
      }
    }
  }

  public void ipvsadm(String batch) {
    for (String line : batch.lines().toList()) {
      String[] words = line.split(" ", 4);
      String at = words[1] + " " + words[2];
      String rest = words.length > 3 ? words[3] : "";
      switch (words[0]) {
        case "-A" -> {
          check(servers.put(at, rest) == null, line);
          reals.put(at, new TreeMap<>());
        }
        case "-E" -> check(servers.put(at, rest) != null, line);
        case "-D" -> check(servers.remove(at) != null && reals.remove(at) != null, line);
        default -> real(line, words[0], reals.get(at), rest.split(" ", 3));
      }
    }
  }

  private SortedSet<String> entries(String set) {
    return sets.getOrDefault(set, new TreeSet<>());
  }

  private SortedMap<String, String> realsOf(String server) {
    return reals.getOrDefault(server, new TreeMap<>());
  }

  private static void real(
      String line, String verb, @Nullable SortedMap<String, String> servers, String[] words) {
    if (servers == null) {
      throw new IllegalStateException("the kernel refuses: " + line);
    }
    String form = words.length > 2 ? words[2] : "";
    switch (verb) {
      case "-a" -> check(servers.put(words[1], form) == null, line);
      case "-e" -> check(servers.put(words[1], form) != null, line);
      case "-d" -> check(servers.remove(words[1]) != null, line);
      default -> throw new IllegalStateException(line);
    }
  }

  /** As {@code ipvsadm -Sn}. */
  public String save() {
    StringBuilder text = new StringBuilder();
    servers.forEach(
        (at, rest) -> {
          text.append("-A ").append(at).append(' ').append(rest).append('\n');
          realsOf(at)
              .forEach((to, form) -> text.append("-a " + at + " -r " + to + " " + form + "\n"));
        });
    return text.toString();
  }

  /** As {@code ipvsadm -Ln}; each real server has these connections. */
  public String list(ToIntFunction<String> connections) {
    StringBuilder text = new StringBuilder("IP Virtual Server version 1.2.1 (size=4096)\n");
    text.append("Prot LocalAddress:Port Scheduler Flags\n");
    text.append("  -> RemoteAddress:Port           Forward Weight ActiveConn InActConn\n");
    servers.forEach(
        (at, rest) -> {
          String protocol = at.startsWith("-t") ? "TCP" : at.startsWith("-u") ? "UDP" : "SCTP";
          text.append(protocol + "  " + at.substring(at.indexOf(' ') + 1) + " rr\n");
          realsOf(at)
              .forEach(
                  (to, form) ->
                      text.append(
                          "  -> %-28s Masq    %s      %-10d 0         %n"
                              .formatted(
                                  to,
                                  form.substring(form.lastIndexOf(' ') + 1),
                                  connections.applyAsInt(to))));
        });
    return text.toString();
  }

  /** As {@code ipset save}. */
  public String ipsetSave() {
    StringBuilder text = new StringBuilder();
    sets.forEach(
        (name, entries) -> {
          text.append("create " + name + " " + types.get(name) + " bucketsize 12 initval 0x1\n");
          entries.forEach(entry -> text.append("add " + name + " " + entry + "\n"));
        });
    return text.toString();
  }

  /** As {@code ip address show}. */
  public String addressShow() {
    StringBuilder text = new StringBuilder();
    text.append("1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN\n");
    text.append("    inet 127.0.0.1/8 scope host lo\n    inet6 ::1/128 scope host\n");
    text.append("2: eth0@if9: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue\n");
    text.append("    inet6 fe80::42:acff:fe12:2/64 scope link\n");
    own.forEach(one -> text.append("    " + inet(one) + " " + one + "/24 scope global eth0\n"));
    if (device) {
      text.append("5: kube-ipvs0: <BROADCAST,NOARP> mtu 1500 qdisc noop state DOWN\n");
      addresses.forEach(
          one -> text.append("    " + inet(one) + " " + one + " scope global kube-ipvs0\n"));
    }
    return text.toString();
  }

  private static String inet(String address) {
    return address.contains(":") ? "inet6" : "inet";
  }

  private static void check(boolean accepted, String line) {
    if (!accepted) {
      throw new IllegalStateException("the kernel refuses: " + line);
    }
  }
}
