package dev.servicelab.proxy.rules.ipvs.render;

import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.proxy.rules.ipvs.SetEntry;

/** An entry and the set it belongs into. */
record Member(KubeSet set, SetEntry entry) {}
