package dev.servicelab.state.api;

/** Small objects as an API server sends them. */
final class StubObjects {
  private StubObjects() {}

  static String service(String name, int version) {
    return """
    {"kind":"Service","apiVersion":"v1",
     "metadata":{"namespace":"default","name":"%s","resourceVersion":"%d"},
     "spec":{"clusterIP":"10.96.0.%d","ports":[{"port":80}]}}
    """
        .formatted(name, version, version)
        .replace("\n", "");
  }

  static String slice(String service, String address, int version) {
    return """
    {"kind":"EndpointSlice","apiVersion":"discovery.k8s.io/v1","addressType":"IPv4",
     "metadata":{"namespace":"default","name":"%s-1","resourceVersion":"%d",
       "labels":{"kubernetes.io/service-name":"%s"}},
     "ports":[{"port":80}],"endpoints":[{"addresses":["%s"]}]}
    """
        .formatted(service, version, service, address)
        .replace("\n", "");
  }

  static String bookmark(int version) {
    return "{\"kind\":\"Service\",\"metadata\":{\"resourceVersion\":\"%d\"},\"spec\":{}}"
        .formatted(version);
  }
}
