/** Whether two proxies make the same rules of the same objects. */
@NullMarked
package dev.servicelab.labs.equal;

import org.jspecify.annotations.NullMarked;
