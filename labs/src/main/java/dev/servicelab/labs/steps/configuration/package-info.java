/** Steps about the proxies' configuration: its fields, and what another mode changes. */
@NullMarked
package dev.servicelab.labs.steps.configuration;

import org.jspecify.annotations.NullMarked;
