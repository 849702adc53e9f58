package dev.servicelab.labs.world;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of a table of questions: {@code {web}} is the address of the pod or the Service of this
 * name, {@code {dashes web}} the same as a part of a name, {@code {reverse web}} the name that
 * leads back from it, and {@code NAMESPACE} the scenario's namespace.
 */
public final class DnsWords {
  private static final Pattern WORD = Pattern.compile("\\{(?:(dashes|reverse) )?([^}]+)}");

  private final Scene scene;
  private final Pods pods;
  private final Services services;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param services its Services
   */
  public DnsWords(Scene scene, Pods pods, Services services) {
    this.scene = scene;
    this.pods = pods;
    this.services = services;
  }

  /**
   * The text with every word filled in.
   *
   * @throws AssertionError if a word names neither a pod nor a Service
   */
  public String fill(String text) {
    String filled = WORD.matcher(text).replaceAll(found -> Matcher.quoteReplacement(word(found)));
    return scene.hostName(filled);
  }

  private String word(MatchResult found) {
    String address = address(found.group(2));
    if (found.group(1) == null) {
      return address;
    }
    if (found.group(1).equals("dashes")) {
      return address.replace('.', '-');
    }
    return String.join(".", List.of(address.split("\\.")).reversed()) + ".in-addr.arpa";
  }

  private String address(String name) {
    String called = scene.address(name);
    if (!called.equals(name)) {
      return called;
    }
    String pod = scene.podName(name);
    return pods.all().stream().anyMatch(each -> each.name().equals(pod))
        ? pods.withAddress(pod).ip()
        : services.clusterIp(name);
  }
}
