/** Whether two cluster DNS servers answer alike: the same objects, Corefiles and queries. */
@NullMarked
package dev.servicelab.labs.equal.dns;

import org.jspecify.annotations.NullMarked;
