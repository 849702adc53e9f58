/** Plugin {@code template}: answers written as templates. */
@NullMarked
package dev.servicelab.dns.plugins.template;

import org.jspecify.annotations.NullMarked;
