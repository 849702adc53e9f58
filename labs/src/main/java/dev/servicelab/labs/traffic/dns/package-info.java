/**
 * Questions of a scenario about names, put by dig, by C libraries and by resolvers, and their
 * replies.
 */
@NullMarked
package dev.servicelab.labs.traffic.dns;

import org.jspecify.annotations.NullMarked;
