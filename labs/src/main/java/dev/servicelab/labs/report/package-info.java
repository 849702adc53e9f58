/**
 * What a run leaves for people and for machines: progress, result table, HTML, conformance.yaml.
 */
@NullMarked
package dev.servicelab.labs.report;

import org.jspecify.annotations.NullMarked;
