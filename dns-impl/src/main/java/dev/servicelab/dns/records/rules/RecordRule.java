package dev.servicelab.dns.records.rules;

/** One section of the DNS specification: what it gives a Service. */
interface RecordRule {

  /** Adds this section's records of a Service. */
  void emit(NamedService service, RecordSink sink);
}
