package dev.servicelab.labs.traffic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads the JSON that the demo application answers with. */
final class DemoReply {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DemoReply() {}

  /**
   * {@link Reply.Answered}, or {@link Reply.Unanswered} when this is not the demo application's
   * reply.
   */
  static Reply parse(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      String client = json.path("client").asText();
      int colon = client.lastIndexOf(':');
      if (colon > 0 && json.hasNonNull("pod")) {
        return new Reply.Answered(
            json.get("pod").asText(),
            json.path("podIp").asText(),
            client.substring(0, colon),
            Integer.parseInt(client.substring(colon + 1)));
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      // Falls through: whatever it is, it is not the demo application.
    }
    return new Reply.Unanswered("not the demo application's answer: " + body);
  }
}
