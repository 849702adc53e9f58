package dev.servicelab.proxy.diff.ipvs;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.proxy.rules.ipvs.SetEntry;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what {@code ipset save} prints; sets that are not kube-proxy's are passed over. */
public final class SavedSets {
  private SavedSets() {}

  /** The sets of one family with their entries. */
  public static Map<KubeSet, Set<SetEntry>> parse(String saved, IpFamily family) {
    Map<KubeSet, Set<SetEntry>> sets = new EnumMap<>(KubeSet.class);
    for (String line : saved.split("\n")) {
      String[] words = line.split(" ");
      if (words.length >= 3) {
        Optional<KubeSet> set = KubeSet.of(words[1], family);
        set.ifPresent(
            one -> {
              Set<SetEntry> entries = sets.computeIfAbsent(one, absent -> new HashSet<>());
              if (words[0].equals("add")) {
                entries.add(SetEntry.parse(one.type(), words[2]));
              }
            });
      }
    }
    return sets;
  }
}
