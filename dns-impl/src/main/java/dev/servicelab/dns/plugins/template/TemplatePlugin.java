package dev.servicelab.dns.plugins.template;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.servicelab.dns.chain.Chain;
import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.PluginContext;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ReplyFlags;
import dev.servicelab.dns.chain.Sections;
import dev.servicelab.dns.chain.Zones;
import dev.servicelab.dns.corefile.Directive;
import dev.servicelab.dns.plugins.metadata.MetadataPlugin;
import dev.servicelab.dns.wire.Records;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Answers names of a pattern with records made from the name itself. */
public final class TemplatePlugin implements Plugin {

  /** A template may give a CNAME that leads to it again. */
  private static final int MOST_INDIRECTIONS = 8;

  private final TemplateConfig config;
  private final PluginContext context;
  private final TemplateMetrics metrics;

  private TemplatePlugin(TemplateConfig config, PluginContext context) {
    this.config = config;
    this.context = context;
    this.metrics = new TemplateMetrics(context);
  }

  /** Reads {@code template CLASS TYPE [ZONES...] { ... }}. */
  public static Plugin create(Directive directive, PluginContext context) {
    return new TemplatePlugin(TemplateConfig.parse(directive, context), context);
  }

  @Override
  public String name() {
    return "template";
  }

  @Override
  public Outcome handle(Query query, Chain next) {
    Optional<Name> zone = Zones.match(config.zones(), query.name());
    if (zone.isEmpty() || !isFor(query)) {
      return next.ask(query);
    }
    Optional<Matcher> found = find(query);
    if (found.isPresent()) {
      TemplateData data = TemplateData.of(query, zone.get(), found.get(), meta(query));
      query.explain(
          name(), () -> "the expression " + data.regex() + " is found in " + query.name());
      if (!query.rehearsal()) {
        metrics.matched(data);
      }
      return answer(query, data);
    }
    if (Zones.match(config.fallthrough(), query.name()).isPresent()) {
      query.explain(name(), () -> "no expression is found in " + query.name() + ": fallthrough");
      return next.ask(query);
    }
    return Outcome.Failed.serverFailure("template: no expression is found in " + query.name());
  }

  private UnaryOperator<String> meta(Query query) {
    return label -> MetadataPlugin.find(context, label, query).orElse("");
  }

  private boolean isFor(Query query) {
    return covers(config.dclass(), query.dclass(), DClass.ANY)
        && covers(config.type(), query.type(), Type.ANY);
  }

  private static boolean covers(int mine, int asked, int any) {
    return mine == any || asked == any || mine == asked;
  }

  private Optional<Matcher> find(Query query) {
    String name = query.name().toString().toLowerCase(Locale.ROOT);
    for (Pattern pattern : config.match()) {
      Matcher matcher = pattern.matcher(name);
      if (matcher.find()) {
        return Optional.of(matcher);
      }
    }
    return Optional.empty();
  }

  private Outcome answer(Query query, TemplateData data) {
    if (config.rcode() == Rcode.SERVFAIL) {
      return Outcome.Failed.serverFailure("template: rcode SERVFAIL");
    }
    try {
      List<Record> answer = resolved(query, records("answer", config.answer(), data));
      Sections sections =
          new Sections(
              answer,
              records("authority", config.authority(), data),
              records("additional", config.additional(), data),
              config.extendedError().map(List::of).orElse(List.of()));
      return Outcome.of(config.rcode(), sections, ReplyFlags.AUTHORITATIVE, "template: rcode");
    } catch (TemplateException e) {
      return Outcome.Failed.serverFailure("template: " + e.getMessage());
    }
  }

  private List<Record> records(String section, List<GoTemplate> templates, TemplateData data) {
    List<Record> records = new ArrayList<>();
    for (GoTemplate template : templates) {
      records.add(record(section, template, data));
    }
    return records;
  }

  private Record record(String section, GoTemplate template, TemplateData data) {
    String text;
    try {
      text = template.text(data);
    } catch (TemplateException e) {
      metrics.templateFailed(data, section, template);
      throw e;
    }
    try {
      return Records.parse(text);
    } catch (IOException e) {
      metrics.recordFailed(data, section, template);
      throw new TemplateException(String.valueOf(e.getMessage()));
    }
  }

  /** CNAMEs with what this server knows about their targets, as a client needs it. */
  private List<Record> resolved(Query query, List<Record> answer) {
    boolean address = query.type() == Type.A || query.type() == Type.AAAA;
    if (!address || query.indirections() >= MOST_INDIRECTIONS) {
      return answer;
    }
    List<Record> all = new ArrayList<>();
    for (Record record : answer) {
      all.add(record);
      if (record instanceof CNAMERecord cname) {
        Query target = query.following(cname.getTarget());
        all.addAll(context.resolver().ask(target).sections().answer());
      }
    }
    return all;
  }
}
