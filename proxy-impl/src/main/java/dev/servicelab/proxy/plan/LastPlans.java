package dev.servicelab.proxy.plan;

import dev.servicelab.proxy.plan.ServicePlanner.Planned;
import dev.servicelab.state.ObjectName;
import dev.servicelab.state.ServiceRecord;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be kept of the last plans; asked for one Service after the other, by name. */
final class LastPlans {
  private final List<Planned> plans;
  private final Set<ObjectName> touched;
  private int at;

  /**
   * The last plans.
   *
   * @param plans sorted by name
   * @param touched Services whose endpoints have changed since
   */
  LastPlans(List<Planned> plans, Set<ObjectName> touched) {
    this.plans = plans;
    this.touched = touched;
  }

  /**
   * The plan of a Service, if it still holds. Sources keep the instance of an object that has not
   * changed, so the object itself tells.
   */
  @SuppressWarnings("ReferenceEquality")
  @Nullable Planned of(ServiceRecord service) {
    while (at < plans.size()) {
      Planned last = plans.get(at);
      if (last.service() == service) {
        at++;
        return touched.contains(last.name()) ? null : last;
      }
      if (!last.before(service)) {
        return null;
      }
      at++;
    }
    return null;
  }
}
