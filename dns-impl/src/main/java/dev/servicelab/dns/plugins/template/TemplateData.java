package dev.servicelab.dns.plugins.template;

import com.google.re2j.Matcher;
import dev.servicelab.dns.chain.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * What a template may say about a query.
 *
 * @param zone the zone that matched
 * @param name the name asked for, in lower case
 * @param dclass the class asked for
 * @param type the type asked for
 * @param regex the expression that matched
 * @param match the whole match and its groups
 * @param group the groups by number and by name
 * @param remote the client's address
 * @param id the message's number
 * @param meta metadata by label, empty if there is none
 */
record TemplateData(
    String zone,
    String name,
    String dclass,
    String type,
    String regex,
    List<String> match,
    Map<String, String> group,
    String remote,
    int id,
    UnaryOperator<String> meta) {

  /** What is known once an expression has been found in the name. */
  static TemplateData of(Query query, Name zone, Matcher found, UnaryOperator<String> meta) {
    List<String> match = new ArrayList<>();
    Map<String, String> group = new HashMap<>();
    for (int i = 0; i <= found.groupCount(); i++) {
      String text = found.group(i) == null ? "" : found.group(i);
      match.add(text);
      group.put(Integer.toString(i), text);
    }
    found.pattern().namedGroups().forEach((name, i) -> group.put(name, match.get(i)));
    return new TemplateData(
        zone.toString(),
        query.name().toString().toLowerCase(Locale.ROOT),
        DClass.string(query.dclass()),
        Type.string(query.type()),
        found.pattern().pattern(),
        List.copyOf(match),
        Map.copyOf(group),
        query.client().address().getAddress().getHostAddress(),
        query.request().id(),
        meta);
  }
}
