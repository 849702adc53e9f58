package dev.servicelab.dns.plugins.autopath;

import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.clients.KnowsClients;
import dev.servicelab.dns.clients.SearchList;
import dev.servicelab.dns.corefile.Directive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Where a client's search list comes from. */
@FunctionalInterface
interface SearchDomains {

  /** The domains that the client's resolver tries, in this order; empty if that is not known. */
  List<Name> of(Query query);

  /** The same list for all clients, from a file in the form of resolv.conf(5). */
  static SearchDomains fromFile(Directive directive, Path file) {
    List<Name> domains = read(directive, file);
    return query -> domains;
  }

  /**
   * The list that kubelet gives to the client's pod, with the node's domains at its end.
   *
   * @param plugin knows the pods; none are known where it does not
   * @param ofNode the node's own domains
   */
  static SearchDomains fromCluster(Plugin plugin, List<Name> ofNode) {
    if (!(plugin instanceof KnowsClients cluster) || !cluster.knowsAllPods()) {
      return query -> List.of();
    }
    return query -> {
      List<Name> domains = new ArrayList<>();
      cluster
          .pod(query.client().address().getAddress())
          .flatMap(pod -> cluster.clusterDomain().map(zone -> SearchList.of(pod.namespace(), zone)))
          .ifPresent(list -> domains.addAll(list.domains()));
      if (!domains.isEmpty()) {
        domains.addAll(ofNode);
      }
      return domains;
    };
  }

  /**
   * The domains in the last line {@code search} of a file.
   *
   * @throws dev.servicelab.dns.corefile.CorefileException if it cannot be read
   */
  static List<Name> read(Directive directive, Path file) {
    List<Name> domains = List.of();
    try {
      for (String line : Files.readAllLines(file)) {
        List<String> words = Arrays.asList(line.strip().split("\\s+"));
        if (words.getFirst().equals("search") || words.getFirst().equals("domain")) {
          domains = names(words.subList(1, words.size()));
        }
      }
      return domains;
    } catch (TextParseException e) {
      throw directive.error("in " + file + ": " + e.getMessage());
    } catch (IOException e) {
      throw directive.error("cannot read " + file);
    }
  }

  private static List<Name> names(List<String> words) throws TextParseException {
    List<Name> names = new ArrayList<>();
    for (String word : words) {
      names.add(Name.fromString(word, Name.root));
    }
    return List.copyOf(names);
  }
}
