/** What has to change in the kernel: pure comparison of rules with rules. */
@NullMarked
package dev.servicelab.proxy.diff;

import org.jspecify.annotations.NullMarked;
