package dev.servicelab.dns.plugins.cache;

import dev.servicelab.dns.chain.Query;
import org.xbill.DNS.Name;

/**
 * Which queries have the same answer. Names compare without regard to case.
 *
 * @param name the name
 * @param type the type
 * @param dclass the class
 * @param dnssecOk DO: brings signatures
 * @param checkingDisabled CD: brings what failed validation
 */
record CacheKey(Name name, int type, int dclass, boolean dnssecOk, boolean checkingDisabled) {

  static CacheKey of(Query query) {
    return new CacheKey(
        query.name(),
        query.type(),
        query.dclass(),
        query.dnssecOk(),
        query.request().checkingDisabled());
  }
}
