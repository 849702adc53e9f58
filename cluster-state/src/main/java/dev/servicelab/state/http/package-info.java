/**
 * As much HTTP/1.1 and TLS as a client of an API server needs, straight on sockets: a third of the
 * classes, and 5 MB less of memory, than the JDK's own client takes (docs/decisions/0007). Knows
 * nothing of Kubernetes.
 */
@NullMarked
package dev.servicelab.state.http;

import org.jspecify.annotations.NullMarked;
