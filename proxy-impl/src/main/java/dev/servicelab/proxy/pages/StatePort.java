package dev.servicelab.proxy.pages;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.servicelab.proxy.plan.Endpoint;
import dev.servicelab.proxy.plan.Frontend;
import dev.servicelab.proxy.plan.FrontendAddress;
import dev.servicelab.proxy.plan.ServicePortPlan;
import dev.servicelab.proxy.plan.Verdict;
import java.io.IOException;
import java.util.List;

/** One Service port in {@code /state}. */
final class StatePort {
  private final JsonGenerator json;

  StatePort(JsonGenerator json) {
    this.json = json;
  }

  void write(ServicePortPlan plan) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", plan.name().toString());
    json.writeStringField("protocol", plan.name().protocol().name());
    if (plan.affinitySeconds().isPresent()) {
      json.writeNumberField("sessionAffinitySeconds", plan.affinitySeconds().getAsInt());
    }
    json.writeArrayFieldStart("frontends");
    for (Frontend frontend : plan.frontends()) {
      frontend(frontend);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("endpoints");
    for (Endpoint endpoint : plan.known()) {
      endpoint(endpoint);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void frontend(Frontend frontend) throws IOException {
    json.writeStartObject();
    switch (frontend.address()) {
      case FrontendAddress.ClusterIp one -> address("ClusterIP", one.ip(), one.port());
      case FrontendAddress.ExternalIp one -> address("ExternalIP", one.ip(), one.port());
      case FrontendAddress.LoadBalancerIp one -> {
        address("LoadBalancer", one.ip(), one.port());
        json.writeStringField("clients", Words.of(one.clients()));
      }
      case FrontendAddress.NodePort one -> address("NodePort", "*", one.port());
    }
    json.writeObjectFieldStart("verdict");
    verdict(frontend.verdict());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void address(String kind, String ip, int port) throws IOException {
    json.writeStringField("kind", kind);
    json.writeStringField("ip", ip);
    json.writeNumberField("port", port);
  }

  private void verdict(Verdict verdict) throws IOException {
    switch (verdict) {
      case Verdict.Balance balance -> {
        json.writeStringField("does", "Balance");
        json.writeStringField("policy", Words.of(balance.policy()));
        json.writeStringField("masquerade", Words.of(balance.masquerade()));
        endpoints(balance.endpoints());
      }
      case Verdict.ShortCircuit(var pods, var anywhere, var others) -> {
        json.writeStringField("does", "ShortCircuit");
        json.writeStringField("pods", pods.map(Words::of).orElse("not told apart"));
        endpoints(anywhere);
        json.writeObjectFieldStart("others");
        verdict(others);
        json.writeEndObject();
      }
      case Verdict.Reject() -> json.writeStringField("does", "Reject");
      case Verdict.Drop() -> json.writeStringField("does", "Drop");
    }
  }

  private void endpoints(List<Endpoint> endpoints) throws IOException {
    json.writeArrayFieldStart("endpoints");
    for (Endpoint endpoint : endpoints) {
      json.writeString(endpoint.toString());
    }
    json.writeEndArray();
  }

  private void endpoint(Endpoint endpoint) throws IOException {
    json.writeStartObject();
    json.writeStringField("address", endpoint.toString());
    json.writeBooleanField("ready", endpoint.ready());
    json.writeBooleanField("serving", endpoint.serving());
    json.writeBooleanField("terminating", endpoint.terminating());
    json.writeBooleanField("local", endpoint.local());
    json.writeStringField("nodeHint", endpoint.nodeHint().name());
    json.writeStringField("zoneHint", endpoint.zoneHint().name());
    json.writeStringField("slice", endpoint.slice());
    json.writeEndObject();
  }
}
