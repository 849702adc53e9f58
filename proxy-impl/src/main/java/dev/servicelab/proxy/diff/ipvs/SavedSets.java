package dev.servicelab.proxy.diff.ipvs;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.ipvs.KubeSet;
import dev.servicelab.proxy.rules.ipvs.SetEntry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what {@code ipset save} prints; sets that are not kube-proxy's are passed over. */
public final class SavedSets {
  private SavedSets() {}

  /** The sets of one family with their entries. */
  public static Map<KubeSet, Set<SetEntry>> parse(String saved, IpFamily family) {
    Map<KubeSet, Set<SetEntry>> sets = new EnumMap<>(KubeSet.class);
    Map<String, KubeSet> names =
        Arrays.stream(KubeSet.values())
            .collect(Collectors.toMap(set -> set.nativeName(family), set -> set));
    for (String line : saved.split("\n")) {
      String[] words = line.split(" ");
      if (words.length >= 3) {
        KubeSet set = names.get(words[1]);
        if (set != null) {
          Set<SetEntry> entries = sets.computeIfAbsent(set, absent -> new HashSet<>());
          if (words[0].equals("add")) {
            entries.add(SetEntry.parse(set.type(), words[2]));
          }
        }
      }
    }
    return sets;
  }
}
