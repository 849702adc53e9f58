package dev.servicelab.dns.records;

import dev.servicelab.state.Protocol;
import org.xbill.DNS.Name;

/**
 * Where a port is served.
 *
 * @param port the port's name, empty if it has none
 * @param protocol its transport
 * @param number its number at the target
 * @param target the name that has the addresses
 */
record SrvTarget(String port, Protocol protocol, int number, Name target) {}
