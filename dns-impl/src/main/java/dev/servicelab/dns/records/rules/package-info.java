/**
 * The records of one Service. Each {@link dev.servicelab.dns.records.rules.RecordRule} is one
 * section of the Kubernetes DNS specification 1.1.0 (kubernetes/dns, docs/specification.md); where
 * that is silent, CoreDNS decides and the rule says so.
 */
@NullMarked
package dev.servicelab.dns.records.rules;

import org.jspecify.annotations.NullMarked;
