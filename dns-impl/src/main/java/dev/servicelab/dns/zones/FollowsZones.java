package dev.servicelab.dns.zones;

import org.xbill.DNS.Name;

/** A plugin that wants to know when a zone of its server block has a new version. */
public interface FollowsZones {

  /** Called when a zone has got another serial; it must not block. */
  void changed(Name zone);
}
