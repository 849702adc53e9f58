package dev.servicelab.proxy.config;

import dev.servicelab.proxy.rules.iptables.render.Layout;
import java.time.Duration;

/**
 * The fields below {@code iptables}.
 *
 * @param masqueradeAll whether every client of a ClusterIP is masqueraded
 * @param masqueradeBit which bit of a packet's mark means that it will be, 0..31
 * @param localhostNodePorts whether node ports answer at 127.0.0.1 too
 * @param syncPeriod how often the kernel is checked
 * @param minSyncPeriod the least time between syncs
 * @param layout the shape of the rules; this proxy's own {@code serviceLab.iptablesLayout}
 */
public record IptablesSettings(
    boolean masqueradeAll,
    int masqueradeBit,
    boolean localhostNodePorts,
    Duration syncPeriod,
    Duration minSyncPeriod,
    Layout layout) {}
