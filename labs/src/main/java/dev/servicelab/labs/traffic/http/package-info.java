/** HTTP as a node or a pod sends it, and the answer. */
@NullMarked
package dev.servicelab.labs.traffic.http;

import org.jspecify.annotations.NullMarked;
