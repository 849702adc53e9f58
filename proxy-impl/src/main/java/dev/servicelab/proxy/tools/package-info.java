/** The one place where this program runs other programs. */
@NullMarked
package dev.servicelab.proxy.tools;

import org.jspecify.annotations.NullMarked;
