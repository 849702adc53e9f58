/**
 * The short way from packet to reply: questions whose answer is known beforehand are answered from
 * ready-made bytes, by the thread that reads the socket and without an allocation. Whatever is out
 * of the ordinary takes the long way through the plugins, which is also what these bytes come from.
 */
@NullMarked
package dev.servicelab.dns.fast;

import org.jspecify.annotations.NullMarked;
