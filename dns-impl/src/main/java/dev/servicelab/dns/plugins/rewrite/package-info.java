/** Plugin {@code rewrite}: questions and answers changed on their way. */
@NullMarked
package dev.servicelab.dns.plugins.rewrite;

import org.jspecify.annotations.NullMarked;
