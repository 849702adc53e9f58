package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.plan.FrontendAddress;
import dev.servicelab.proxy.plan.Verdict.Balance;
import dev.servicelab.proxy.plan.Verdict.ShortCircuit;

/** One layout's way from the chains all Services share to one Service port's endpoints. */
interface Shape {

  /** Adds an address whose clients all go to the same endpoints. */
  void balance(FrontendAddress address, Balance verdict);

  /** Adds an address where it matters who the client is. */
  void shortCircuit(FrontendAddress address, ShortCircuit verdict);

  /** Adds what the port's addresses share; called last. */
  void end();
}
