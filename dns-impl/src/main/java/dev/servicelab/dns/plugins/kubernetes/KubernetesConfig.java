package dev.servicelab.dns.plugins.kubernetes;

import dev.servicelab.dns.chain.ClusterAccess;
import dev.servicelab.dns.records.options.RecordOptions;
import dev.servicelab.state.Interest;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Name;

/**
 * What a Corefile says about the cluster's zones.
 *
 * @param records which records there are
 * @param fallthrough names under these zones that do not exist are passed on instead of denied
 * @param startupTimeout how long the start waits for the first snapshot
 * @param interest which objects are read
 * @param access how the API server is reached
 */
record KubernetesConfig(
    RecordOptions records,
    List<Name> fallthrough,
    Duration startupTimeout,
    Interest interest,
    ClusterAccess access) {}
