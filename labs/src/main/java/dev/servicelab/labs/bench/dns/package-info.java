/** How fast and how large two cluster DNS servers are, measured side by side in one run. */
@NullMarked
package dev.servicelab.labs.bench.dns;

import org.jspecify.annotations.NullMarked;
