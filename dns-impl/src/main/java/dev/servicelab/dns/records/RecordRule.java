package dev.servicelab.dns.records;

/** One section of the Kubernetes DNS specification: which records a zone has because of it. */
@FunctionalInterface
interface RecordRule {

  void emit(ServiceZone zone, RecordSink sink);
}
