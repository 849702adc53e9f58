package dev.servicelab.dns.plugins.cache;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A bounded map in 256 shards, each of which forgets an entry at random when it is full, as
 * CoreDNS's does. So the memory is bounded whatever names are asked for, and who fills it with
 * random names cannot choose what is forgotten.
 */
final class Store {

  private static final int SHARDS = 256;
  private static final int LEAST = 4;

  private final Map<CacheKey, CacheEntry> entries = new ConcurrentHashMap<>();
  private final Shard[] shards = new Shard[SHARDS];

  Store(int capacity) {
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Shard(Math.max(LEAST, capacity / SHARDS));
    }
  }

  @Nullable CacheEntry find(CacheKey key) {
    return entries.get(key);
  }

  /**
   * Keeps an entry in the place of one with the same key.
   *
   * @return whether another one had to go
   */
  boolean put(CacheKey key, CacheEntry entry) {
    int hash = key.hashCode();
    Shard shard = shards[(hash ^ (hash >>> 16)) & (SHARDS - 1)];
    synchronized (shard) {
      if (entries.put(key, entry) != null) {
        return false;
      }
      CacheKey victim = shard.add(key);
      return victim != null && entries.remove(victim) != null;
    }
  }

  /** Forgets an entry; its place in the shard stays taken until chance finds it. */
  void remove(CacheKey key) {
    entries.remove(key);
  }

  int size() {
    return entries.size();
  }

  /** The keys that share a bound. */
  private static final class Shard {

    private final CacheKey[] keys;
    private int count;

    Shard(int capacity) {
      keys = new CacheKey[capacity];
    }

    /** Takes a key, and gives back one that has to go. */
    @Nullable CacheKey add(CacheKey key) {
      if (count < keys.length) {
        keys[count++] = key;
        return null;
      }
      int place = ThreadLocalRandom.current().nextInt(count);
      CacheKey victim = keys[place];
      keys[place] = key;
      return victim.equals(key) ? null : victim;
    }
  }
}
