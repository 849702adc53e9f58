/**
 * An API server's JSON read into records as it streams in: neither a text nor a tree of it is ever
 * in memory, and what nobody needs is skipped. One class per kind of object.
 */
@NullMarked
package dev.servicelab.state.json;

import org.jspecify.annotations.NullMarked;
