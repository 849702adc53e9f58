package dev.servicelab.proxy.trace;

import dev.servicelab.proxy.rules.ipvs.RealServer;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;
import java.util.Optional;

/**
 * What a virtual server does with a packet, in ipvs mode.
 *
 * @param after how many rules have held before
 * @param server whose address it was sent to
 * @param to where it goes on to; empty if the virtual server has nobody, and the kernel refuses
 */
public record Hop(int after, VirtualServer server, Optional<RealServer> to) {}
