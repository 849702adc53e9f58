@NullMarked
package dev.servicelab.labs.terminal;

import org.jspecify.annotations.NullMarked;
