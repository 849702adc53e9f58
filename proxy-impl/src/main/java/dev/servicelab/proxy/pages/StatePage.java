package dev.servicelab.proxy.pages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.http.Answer;
import dev.servicelab.proxy.http.Query;
import dev.servicelab.proxy.plan.HealthCheck;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** {@code /state}: what this node does for every Service, in Kubernetes' words, as JSON. */
final class StatePage {
  private static final JsonFactory JSON = new JsonFactory();

  private final InForce inForce;

  StatePage(InForce inForce) {
    this.inForce = inForce;
  }

  Answer answer(Query query) {
    query.only();
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      for (Synced synced : inForce.all()) {
        json.writeObjectFieldStart(synced.plan().family().kubernetesName());
        write(json, synced);
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Answer.json(200, text + "\n");
  }

  private static void write(JsonGenerator json, Synced synced) throws IOException {
    json.writeNumberField("revision", synced.cluster().revision());
    json.writeArrayFieldStart("servicePorts");
    StatePort port = new StatePort(json);
    for (var plan : synced.plan().services()) {
      port.write(plan);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("healthChecks");
    for (HealthCheck check : synced.plan().healthChecks()) {
      json.writeStartObject();
      json.writeStringField("service", check.service().toString());
      json.writeNumberField("port", check.port());
      json.writeNumberField("localEndpoints", check.localEndpoints());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
