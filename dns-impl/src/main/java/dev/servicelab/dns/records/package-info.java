/**
 * The cluster as DNS records. Pure: a snapshot in, an immutable {@link
 * dev.servicelab.dns.records.RecordView} out.
 *
 * <p>Each {@link dev.servicelab.dns.records.RecordRule} is one section of the Kubernetes DNS
 * specification 1.1.0 (kubernetes/dns, docs/specification.md); where that is silent, CoreDNS
 * decides and the rule says so.
 */
@NullMarked
package dev.servicelab.dns.records;

import org.jspecify.annotations.NullMarked;
