package dev.servicelab.proxy.health;

import dev.servicelab.proxy.http.Answer;
import dev.servicelab.proxy.http.HttpEndpoint;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.HealthCheck;
import dev.servicelab.state.ObjectName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code healthCheckNodePort}: for each Service with {@code externalTrafficPolicy: Local} and a
 * load balancer, an HTTP server on this node that tells the load balancer whether to send packets
 * here. One server serves both address families; the family with more endpoints counts, as they are
 * the same pods. Safe for use by several threads.
 */
public final class HealthCheckPorts implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HealthCheckPorts.class.getName());

  private final Supplier<List<InetAddress>> addresses;
  private final BooleanSupplier proxyHealthy;
  private final Failures failures;
  private final Map<IpFamily, List<HealthCheck>> families = new EnumMap<>(IpFamily.class);
  private final Map<ObjectName, Server> servers = new TreeMap<>();

  /** Hears of ports that cannot be served. */
  @FunctionalInterface
  public interface Failures {
    /** Called once per attempt; the next one is made when the Services or endpoints change. */
    void cannotListen(HealthCheck check, String why);
  }

  /**
   * Nothing is served yet.
   *
   * @param addresses where on this node; asked when a Service comes
   * @param proxyHealthy whether this node's rules keep up
   */
  public HealthCheckPorts(
      Supplier<List<InetAddress>> addresses, BooleanSupplier proxyHealthy, Failures failures) {
    this.addresses = addresses;
    this.proxyHealthy = proxyHealthy;
    this.failures = failures;
  }

  /** Starts, moves and stops servers as a family's plan has it. */
  public synchronized void update(IpFamily family, List<HealthCheck> checks) {
    if (checks.equals(families.get(family)) && !anyMissing()) {
      return;
    }
    families.put(family, checks);
    SortedMap<ObjectName, HealthCheck> wanted = merged();
    servers.entrySet().removeIf(entry -> closedUnlessStill(entry.getValue(), wanted));
    wanted.values().forEach(this::serve);
  }

  @Override
  public synchronized void close() {
    servers.values().forEach(Server::close);
    servers.clear();
  }

  private boolean anyMissing() {
    return merged().size() > servers.size();
  }

  private SortedMap<ObjectName, HealthCheck> merged() {
    SortedMap<ObjectName, HealthCheck> merged = new TreeMap<>();
    for (List<HealthCheck> checks : families.values()) {
      for (HealthCheck check : checks) {
        merged.merge(
            check.service(),
            check,
            (one, other) -> one.localEndpoints() >= other.localEndpoints() ? one : other);
      }
    }
    return merged;
  }

  private static boolean closedUnlessStill(Server server, Map<ObjectName, HealthCheck> wanted) {
    HealthCheck check = wanted.get(server.service());
    if (check != null && check.port() == server.port()) {
      return false;
    }
    server.close();
    return true;
  }

  private void serve(HealthCheck check) {
    Server server = servers.get(check.service());
    if (server != null) {
      server.check = check;
      return;
    }
    Server started = new Server(check);
    try {
      started.open(addresses.get());
      servers.put(check.service(), started);
      LOG.log(
          System.Logger.Level.INFO,
          "{0}: health-check node port {1,number,#} answers",
          check.service(),
          check.port());
    } catch (IOException e) {
      started.close();
      failures.cannotListen(check, String.valueOf(e.getMessage()));
    }
  }

  /** The endpoints of one Service's port, one per address. */
  private final class Server {
    private volatile HealthCheck check;
    private final List<HttpEndpoint> endpoints = new ArrayList<>();

    Server(HealthCheck check) {
      this.check = check;
    }

    ObjectName service() {
      return check.service();
    }

    int port() {
      return check.port();
    }

    void open(List<InetAddress> where) throws IOException {
      for (InetAddress address : where) {
        HttpEndpoint endpoint = HttpEndpoint.bind(new InetSocketAddress(address, check.port()));
        endpoints.add(endpoint);
        endpoint.anyPath(this::answer).start();
      }
    }

    void close() {
      endpoints.forEach(HttpEndpoint::close);
    }

    /** kube-proxy's answer, which cloud providers' load balancers read. */
    private Answer answer() {
      HealthCheck now = check;
      boolean healthy = proxyHealthy.getAsBoolean();
      String json =
          "{\"service\":{\"namespace\":\"%s\",\"name\":\"%s\"},\"localEndpoints\":%d,\"serviceProxyHealthy\":%s}"
              .formatted(
                  now.service().namespace(), now.service().name(), now.localEndpoints(), healthy);
      return Answer.json(healthy && now.localEndpoints() > 0 ? 200 : 503, json)
          .with("X-Load-Balancing-Endpoint-Weight", String.valueOf(now.localEndpoints()));
    }
  }
}
