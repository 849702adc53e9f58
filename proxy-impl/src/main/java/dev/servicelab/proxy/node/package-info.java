/** Settings of the machine and of this process that are not rules. */
@NullMarked
package dev.servicelab.proxy.node;

import org.jspecify.annotations.NullMarked;
