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

  /** A finished pod has no address any more, whatever its status still says. */
  private static final String NOT_FINISHED = "status.phase!=Succeeded,status.phase!=Failed";

  static Resource<ServiceRecord> services(Interest interest) {
    return new Resource<>("services", "/api/v1/services", labels(interest), ServiceReader::new);
  }

  static Resource<EndpointSliceRecord> slices(Interest interest) {
    return new Resource<>(
        "endpointslices",
        "/apis/discovery.k8s.io/v1/endpointslices",
        labels(interest),
        SliceReader::new);
  }

  /** One node, or all by the name {@code *}. */
  static Resource<NodeRecord> nodes(String name) {
    String selectors = name.equals("*") ? "" : selector("fieldSelector", "metadata.name=" + name);
    return new Resource<>("nodes", "/api/v1/nodes", selectors, NodeReader::new);
  }

  static Resource<String> namespaces(Interest interest) {
    return new Resource<>(
        "namespaces",
        "/api/v1/namespaces",
        labels(interest.namespaceLabels().toString()),
        NamespaceReader::new);
  }

  static Resource<PodRecord> pods(Interest interest) {
    return new Resource<>(
        "pods",
        "/api/v1/pods",
        labels(interest.labels().toString()) + selector("fieldSelector", NOT_FINISHED),
        PodReader::new);
  }

  /** Path and query of a request for them. */
  String request(String query) {
    return path + "?" + selectors + query;
  }

  private static String labels(Interest interest) {
    String chosen = interest.labels().toString();
    String proxied = "!" + Proxied.OTHER_PROXY + ",!" + Proxied.HEADLESS;
    return switch (interest.servicesAndSlices()) {
      case ALL, SERVICES -> labels(chosen);
      case PROXIED -> labels(chosen.isEmpty() ? proxied : proxied + "," + chosen);
    };
  }

  private static String labels(String selector) {
    return selector.isEmpty() ? "" : selector("labelSelector", selector);
  }

  private static String selector(String parameter, String value) {
    return parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&";
  }
}
