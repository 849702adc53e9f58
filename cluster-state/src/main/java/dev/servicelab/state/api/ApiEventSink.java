package dev.servicelab.state.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.servicelab.state.ClusterEvent;
import dev.servicelab.state.EventSink;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Creates Events at an API server, each on a thread of its own. */
public final class ApiEventSink implements EventSink {
  private static final System.Logger LOG = System.getLogger(ApiEventSink.class.getName());
  private static final JsonFactory JSON = new JsonFactory();

  /** The API takes no other number of digits. */
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final ApiClient client;
  private final String controller;
  private final String instance;
  private final AtomicLong lastSuffix = new AtomicLong();

  /**
   * A sink that has not connected yet.
   *
   * @param controller who reports, as Events name it: {@code kube-proxy}
   * @param host where it runs
   */
  public ApiEventSink(ApiServer server, String controller, String host) {
    this.client = new ApiClient(server);
    this.controller = controller;
    this.instance = controller + "-" + host;
  }

  @Override
  public void send(ClusterEvent event) {
    String namespace = namespace(event);
    String json = json(event, namespace, Instant.now());
    Thread.ofVirtual()
        .name("event")
        .start(
            () -> {
              String path = "/apis/events.k8s.io/v1/namespaces/" + namespace + "/events";
              Optional<String> problem = client.post(path, json);
              problem.ifPresent(
                  why ->
                      LOG.log(
                          System.Logger.Level.INFO,
                          "event {0} of {1} is lost: {2}",
                          event.reason(),
                          event.object(),
                          why));
            });
  }

  /** Events of objects without a namespace go where kubectl looks first. */
  private static String namespace(ClusterEvent event) {
    return event.object().namespace().isEmpty() ? "default" : event.object().namespace();
  }

  private String json(ClusterEvent event, String namespace, Instant now) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("apiVersion", "events.k8s.io/v1");
      json.writeStringField("kind", "Event");
      json.writeObjectFieldStart("metadata");
      json.writeStringField("namespace", namespace);
      json.writeStringField("name", event.object().name() + "." + suffix(now));
      json.writeEndObject();
      json.writeStringField("eventTime", MICROS.format(now));
      json.writeStringField("reportingController", controller);
      json.writeStringField("reportingInstance", instance);
      json.writeStringField("type", event.warning() ? "Warning" : "Normal");
      json.writeStringField("reason", event.reason());
      json.writeStringField("action", event.action());
      json.writeStringField("note", event.note());
      writeObject(json, event);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** What it is about. The uid is kube-proxy's stand-in: it does not know the real one either. */
  private static void writeObject(JsonGenerator json, ClusterEvent event) throws IOException {
    json.writeObjectFieldStart("regarding");
    json.writeStringField("apiVersion", "v1");
    json.writeStringField("kind", event.kind());
    if (!event.object().namespace().isEmpty()) {
      json.writeStringField("namespace", event.object().namespace());
    }
    json.writeStringField("name", event.object().name());
    json.writeStringField("uid", event.object().toString());
    json.writeEndObject();
  }

  /** Different for every event, also for two of one moment. */
  private String suffix(Instant now) {
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    return Long.toHexString(lastSuffix.updateAndGet(last -> Math.max(last + 1, nanos)));
  }
}
