package dev.servicelab.proxy.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The process as every Prometheus client shows it, and the JVM's heap. From /proc and the runtime:
 * JMX would cost more memory than all the rest.
 */
final class ProcessMetrics {
  private static final Path SELF = Path.of("/proc/self");

  private ProcessMetrics() {}

  static void register(PrometheusRegistry registry) {
    CounterWithCallback.builder()
        .name("process_cpu_seconds_total")
        .help("CPU time used.")
        .callback(callback -> cpuSeconds().ifPresent(callback::call))
        .register(registry);
    gauge(registry, "process_start_time_seconds", "When it began.", ProcessMetrics::start);
    gauge(registry, "process_resident_memory_bytes", "Memory in use.", () -> kilobytes("VmRSS:"));
    gauge(
        registry,
        "process_virtual_memory_bytes",
        "Address space in use.",
        () -> kilobytes("VmSize:"));
    gauge(registry, "process_open_fds", "Open files and sockets.", ProcessMetrics::openFiles);
    Runtime runtime = Runtime.getRuntime();
    gauge(
        registry,
        "jvm_memory_heap_used_bytes",
        "Heap in use, with what is not collected yet.",
        () -> OptionalDouble.of((double) (runtime.totalMemory() - runtime.freeMemory())));
    gauge(
        registry,
        "jvm_memory_heap_max_bytes",
        "The heap's limit.",
        () -> OptionalDouble.of((double) runtime.maxMemory()));
  }

  private static void gauge(
      PrometheusRegistry registry, String name, String help, Supplier<OptionalDouble> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> value.get().ifPresent(callback::call))
        .register(registry);
  }

  private static OptionalDouble cpuSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(Duration::toMillis)
        .map(millis -> OptionalDouble.of(millis / 1000.0))
        .orElse(OptionalDouble.empty());
  }

  private static OptionalDouble start() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(Instant::toEpochMilli)
        .map(millis -> OptionalDouble.of(millis / 1000.0))
        .orElse(OptionalDouble.empty());
  }

  private static OptionalDouble kilobytes(String field) {
    try (Stream<String> lines = Files.lines(SELF.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToDouble(line -> 1024.0 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalDouble openFiles() {
    try (Stream<Path> files = Files.list(SELF.resolve("fd"))) {
      return OptionalDouble.of((double) files.count());
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}
