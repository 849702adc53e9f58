/**
 * Why a question gets its answer: the question goes through the plugins once more, without leaving
 * a trace, and each of them says what it decides.
 */
@NullMarked
package dev.servicelab.dns.explain;

import org.jspecify.annotations.NullMarked;
