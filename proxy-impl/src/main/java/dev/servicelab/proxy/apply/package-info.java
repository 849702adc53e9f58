/** Side effects: running tools, programming the kernel, and deciding when. */
@NullMarked
package dev.servicelab.proxy.apply;

import org.jspecify.annotations.NullMarked;
