/** What a node's kernel does with packets: counted, traced, and as the rules that it has. */
@NullMarked
package dev.servicelab.labs.kernel;

import org.jspecify.annotations.NullMarked;
