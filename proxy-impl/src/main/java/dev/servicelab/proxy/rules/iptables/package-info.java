/** The same in netfilter's words: typed rules, and the one printer of their native text. */
@NullMarked
package dev.servicelab.proxy.rules.iptables;

import org.jspecify.annotations.NullMarked;
