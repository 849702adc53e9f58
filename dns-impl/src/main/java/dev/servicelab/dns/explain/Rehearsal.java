package dev.servicelab.dns.explain;

import dev.servicelab.dns.chain.Outcome;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.chain.ZoneRouter;

/**
 * One question's way through the server.
 *
 * @param query the question as it was read from its packet
 * @param route the zone it fell into
 * @param visits the plugins it met, behind the server itself
 * @param outcome what came of it
 * @param reply the bytes a client would get
 * @param fast whether the reply would come from memory, without asking the plugins
 * @param truncated whether records were left out of them (TC)
 */
@SuppressWarnings("ArrayRecordComponent") // read by one story, never compared
record Rehearsal(
    Query query,
    ZoneRouter.Route route,
    Visit visits,
    Outcome outcome,
    byte[] reply,
    boolean fast,
    boolean truncated) {}
