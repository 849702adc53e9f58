package dev.servicelab.dns.plugins.cache;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bounded map in stripes, so that threads seldom wait for each other. A full stripe forgets its
 * oldest entry.
 */
final class Store {

  private static final int STRIPES = 16;

  private final Stripe[] stripes = new Stripe[STRIPES];

  Store(int capacity) {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe(Math.max(1, capacity / STRIPES));
    }
  }

  /** The entry, if it still holds. */
  Optional<CacheEntry> find(CacheKey key, long now) {
    Stripe stripe = stripe(key);
    synchronized (stripe) {
      CacheEntry entry = stripe.get(key);
      if (entry == null) {
        return Optional.empty();
      }
      if (entry.left(now) <= 0) {
        stripe.remove(key);
        return Optional.empty();
      }
      return Optional.of(entry);
    }
  }

  void put(CacheKey key, CacheEntry entry) {
    Stripe stripe = stripe(key);
    synchronized (stripe) {
      stripe.put(key, entry);
    }
  }

  int size() {
    int size = 0;
    for (Stripe stripe : stripes) {
      synchronized (stripe) {
        size += stripe.size();
      }
    }
    return size;
  }

  private Stripe stripe(CacheKey key) {
    int hash = key.hashCode();
    return stripes[(hash ^ (hash >>> 16)) & (STRIPES - 1)];
  }

  /** A part of the map under a lock of its own. */
  private static final class Stripe extends LinkedHashMap<CacheKey, CacheEntry> {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    Stripe(int capacity) {
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<CacheKey, CacheEntry> eldest) {
      return size() > capacity;
    }
  }
}
