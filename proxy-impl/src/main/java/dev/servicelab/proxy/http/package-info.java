/** A small HTTP server for what this process tells about itself. */
@NullMarked
package dev.servicelab.proxy.http;

import org.jspecify.annotations.NullMarked;
