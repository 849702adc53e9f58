package dev.servicelab.proxy.config.fields;

import static dev.servicelab.proxy.config.fields.ConfigField.unused;

import java.util.List;

/** Fields that are read and checked, so that kube-proxy's files work, but change nothing here. */
final class UnusedFields {
  private static final Shape<Integer> COUNT = Shape.number(0, Integer.MAX_VALUE);
  private static final String OTHER_MODE = "of a mode that is not built yet";
  private static final String WINDOWS = "Windows only";

  private UnusedFields() {}

  static List<ConfigField<?>> general() {
    return List.of(
        unused("featureGates", "feature-gates", Shape.ENTRIES, "", "no feature here has a gate"),
        unused("", "master", Shape.TEXT, "", "the kubeconfig file names the API server"),
        unused("clientConnection.acceptContentTypes", "", Shape.TEXT, "", "always JSON"),
        unused(
            "clientConnection.contentType",
            "kube-api-content-type",
            Shape.TEXT,
            "application/vnd.kubernetes.protobuf",
            "always JSON"),
        unused(
            "clientConnection.qps",
            "kube-api-qps",
            Shape.RATE,
            "5",
            "a few standing watches need no limit"),
        unused("clientConnection.burst", "kube-api-burst", COUNT, "10", "as qps"),
        unused("logging.format", "logging-format", Shape.TEXT, "text", "always text"),
        unused("logging.flushFrequency", "log-flush-frequency", Shape.TEXT, "5s", "never buffered"),
        unused("logging.vmodule", "vmodule", Shape.ANYTHING, "", "see logging.verbosity"),
        unused("logging.options", "", Shape.ANYTHING, "", "see logging.format"),
        unused(
            "enableProfiling",
            "profiling",
            Shape.SWITCH,
            "false",
            "`/debug/pprof` is Go's; the JDK's tools (jcmd, JFR) profile this process"),
        unused(
            "showHiddenMetricsForVersion",
            "show-hidden-metrics-for-version",
            Shape.TEXT,
            "",
            "no metric is hidden"),
        unused(
            "configSyncPeriod",
            "config-sync-period",
            Shape.PERIOD,
            "15m",
            "watches deliver changes at once"),
        unused("portRange", "", Shape.TEXT, "", "kube-proxy has none either since userspace mode"),
        unused("windowsRunAsService", "", Shape.SWITCH, "false", WINDOWS));
  }

  static List<ConfigField<?>> otherModes() {
    return List.of(
        unused("nftables.masqueradeBit", "", Shape.number(0, 31), "14", OTHER_MODE),
        unused("nftables.masqueradeAll", "", Shape.SWITCH, "false", OTHER_MODE),
        unused("nftables.syncPeriod", "", Shape.PERIOD, "30s", OTHER_MODE),
        unused("nftables.minSyncPeriod", "", Shape.PERIOD, "1s", OTHER_MODE),
        unused("winkernel.networkName", "", Shape.TEXT, "", WINDOWS),
        unused("winkernel.sourceVip", "", Shape.TEXT, "", WINDOWS),
        unused("winkernel.enableDSR", "", Shape.SWITCH, "false", WINDOWS),
        unused("winkernel.rootHnsEndpointName", "", Shape.TEXT, "", WINDOWS),
        unused("winkernel.forwardHealthCheckVip", "", Shape.SWITCH, "false", WINDOWS));
  }
}
