/** Who asks: the pods of the cluster, and what their resolvers make of a short name. */
@NullMarked
package dev.servicelab.dns.clients;

import org.jspecify.annotations.NullMarked;
