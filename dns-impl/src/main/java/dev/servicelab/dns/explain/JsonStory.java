package dev.servicelab.dns.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.servicelab.dns.chain.Addresses;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What {@link Story} tells, as JSON for programs. */
final class JsonStory {

  private static final JsonFactory JSON = new JsonFactory();

  private final Explained explained;

  JsonStory(Explained explained) {
    this.explained = explained;
  }

  String text() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text + "\n";
  }

  private void write(JsonGenerator json) throws IOException {
    Rehearsal chosen = explained.chosen();
    json.writeStartObject();
    json.writeStringField("name", chosen.query().name().toString());
    json.writeStringField("type", Type.string(chosen.query().type()));
    json.writeStringField("client", explained.client().toString());
    json.writeArrayFieldStart("candidates");
    for (Name candidate : explained.candidates()) {
      json.writeString(candidate.toString());
    }
    json.writeEndArray();
    json.writeStringField("address", Addresses.text(explained.address()));
    json.writeStringField("serverBlock", chosen.route().at());
    json.writeStringField("zone", chosen.route().zone().toString());
    json.writeArrayFieldStart("plugins");
    for (Visit visit : chosen.visits().next()) {
      write(json, visit);
    }
    json.writeEndArray();
    json.writeStringField("rcode", Rcode.string(chosen.outcome().rcode()));
    records(json, "answer", chosen.outcome().sections().answer());
    records(json, "authority", chosen.outcome().sections().authority());
    records(json, "additional", chosen.outcome().sections().additional());
    json.writeBooleanField("truncated", chosen.truncated());
    json.writeStringField("reply", HexFormat.of().formatHex(chosen.reply()));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Visit visit) throws IOException {
    json.writeStartObject();
    json.writeStringField("plugin", visit.plugin());
    json.writeStringField("name", visit.query().name().toString());
    json.writeStringField("type", Type.string(visit.query().type()));
    json.writeArrayFieldStart("said");
    for (String sentence : visit.said()) {
      json.writeString(sentence);
    }
    json.writeEndArray();
    json.writeStringField("did", Doings.of(visit));
    json.writeArrayFieldStart("asked");
    for (Visit next : visit.next()) {
      write(json, next);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void records(JsonGenerator json, String section, List<Record> records)
      throws IOException {
    json.writeArrayFieldStart(section);
    for (Record record : records) {
      json.writeString(record.toString().replaceAll("\\s+", " "));
    }
    json.writeEndArray();
  }
}
