package dev.servicelab.labs.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a resolver configuration file tells the programs that look names up; see resolv.conf(5).
 *
 * @param nameservers the addresses of the servers, in the order in which they are asked
 * @param search the domains that are put behind a short name, in the order in which they are tried
 * @param options as they stand there, e.g. {@code ndots:5}
 */
public record ResolvConf(List<String> nameservers, List<String> search, List<String> options) {

  /** Where programs look for it. */
  public static final String FILE = "/etc/resolv.conf";

  /** Keeps copies of the lists. */
  public ResolvConf {
    nameservers = List.copyOf(nameservers);
    search = List.copyOf(search);
    options = List.copyOf(options);
  }

  /**
   * The file of a pod.
   *
   * @param pod its name, or the name that the scenario gave it
   * @throws AssertionError if it cannot be read
   */
  public static ResolvConf ofPod(Scene scene, String pod) {
    return parse(scene.inPod(pod, List.of("cat", FILE)).required("resolv.conf of pod " + pod));
  }

  /**
   * The file that the node's kubelet takes the node's settings from, its {@code --resolv-conf}. It
   * need not be {@link #FILE}, so kubelet itself is asked which one it is.
   *
   * @throws AssertionError if it cannot be read
   */
  public static ResolvConf ofKubelet(Scene scene, String node) {
    String answer = scene.client().raw("/api/v1/nodes/" + node + "/proxy/configz");
    Map<?, ?> config =
        scene.client().getKubernetesSerialization().unmarshal(String.valueOf(answer), Map.class);
    if (config.get("kubeletconfig") instanceof Map<?, ?> kubelet
        && kubelet.get("resolvConf") instanceof String file) {
      return ofNode(scene, node, file);
    }
    throw new AssertionError("the kubelet of " + node + " names no resolv.conf: " + answer);
  }

  /**
   * A file in the node's own file system.
   *
   * @throws AssertionError if it cannot be read
   */
  public static ResolvConf ofNode(Scene scene, String node, String file) {
    List<String> command = List.of("cat", NodeFiles.onNode(file));
    return parse(
        scene.cluster().onNode(node, command).required("resolv.conf of " + file + " on " + node));
  }

  /**
   * Reads the file's text. Of several {@code search} lines the last counts; servers and options add
   * up.
   *
   * @throws AssertionError on a keyword that is none of {@code nameserver}, {@code search} and
   *     {@code options}: it would change how names are looked up
   */
  static ResolvConf parse(String text) {
    List<String> nameservers = new ArrayList<>();
    List<String> search = new ArrayList<>();
    List<String> options = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      List<String> words = List.of(line.split("\\s+"));
      List<String> values = words.subList(1, words.size());
      switch (words.getFirst()) {
        case "nameserver" -> nameservers.addAll(values);
        case "search" -> {
          search.clear();
          search.addAll(values);
        }
        case "options" -> options.addAll(values);
        default -> {
          if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
            throw new AssertionError("not expected in a resolv.conf: " + line);
          }
        }
      }
    }
    return new ResolvConf(nameservers, search, options);
  }
}
