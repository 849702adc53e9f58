package dev.servicelab.state.api;

import dev.servicelab.state.EndpointSliceRecord;
import dev.servicelab.state.Interest;
import dev.servicelab.state.NodeRecord;
import dev.servicelab.state.PodRecord;
import dev.servicelab.state.Proxied;
import dev.servicelab.state.ServiceRecord;
import dev.servicelab.state.json.NamespaceReader;
import dev.servicelab.state.json.NodeReader;
import dev.servicelab.state.json.PodReader;
import dev.servicelab.state.json.RecordReader;
import dev.servicelab.state.json.ServiceReader;
import dev.servicelab.state.json.SliceReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * The objects of one kind that somebody wants.
 *
 * @param name as the API's paths name the kind
 * @param path where the API server has them
 * @param selectors the part of the query that chooses among them, ending in {@code &}; or empty
 * @param readers makes the reader of one object
 */
record Resource<R>(String name, String path, String selectors, Supplier<RecordReader<R>> readers) {

  static Resource<ServiceRecord> services(Interest.Selection selection) {
    return new Resource<>("services", "/api/v1/services", labels(selection), ServiceReader::new);
  }

  static Resource<EndpointSliceRecord> slices(Interest.Selection selection) {
    return new Resource<>(
        "endpointslices",
        "/apis/discovery.k8s.io/v1/endpointslices",
        labels(selection),
        SliceReader::new);
  }

  /** One node, or all by the name {@code *}. */
  static Resource<NodeRecord> nodes(String name) {
    String selectors = name.equals("*") ? "" : selector("fieldSelector", "metadata.name=" + name);
    return new Resource<>("nodes", "/api/v1/nodes", selectors, NodeReader::new);
  }

  static Resource<String> namespaces() {
    return new Resource<>("namespaces", "/api/v1/namespaces", "", NamespaceReader::new);
  }

  static Resource<PodRecord> pods() {
    return new Resource<>("pods", "/api/v1/pods", "", PodReader::new);
  }

  /** Path and query of a request for them. */
  String request(String query) {
    return path + "?" + selectors + query;
  }

  private static String labels(Interest.Selection selection) {
    return switch (selection) {
      case ALL -> "";
      case PROXIED ->
          selector("labelSelector", "!" + Proxied.OTHER_PROXY + ",!" + Proxied.HEADLESS);
    };
  }

  private static String selector(String parameter, String value) {
    return parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&";
  }
}
