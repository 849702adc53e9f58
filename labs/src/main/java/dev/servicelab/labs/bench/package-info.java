/** How fast and how large two proxies are, measured side by side in one run. */
@NullMarked
package dev.servicelab.labs.bench;

import org.jspecify.annotations.NullMarked;
