package dev.servicelab.dns.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who has an address. Immutable. Three parallel arrays sorted by address: 16 bytes and a pointer
 * each, so that ten thousand Services' endpoints are less than a megabyte, and a copy with a few
 * changes is mostly a move of memory.
 *
 * @param <T> what has addresses
 */
final class AddressIndex<T> {

  private final long[] high;
  private final long[] low;
  private final List<List<T>> owners;

  private AddressIndex(long[] high, long[] low, List<List<T>> owners) {
    this.high = high;
    this.low = low;
    this.owners = owners;
  }

  static <T> AddressIndex<T> empty() {
    return new AddressIndex<>(new long[0], new long[0], List.of());
  }

  /** Those that have this address; empty if nobody does. */
  List<T> at(Address address) {
    int position = position(address, 0);
    return has(position, address) ? owners.get(position) : List.of();
  }

  /** Those that have addresses from the one to the other, both included, in order of address. */
  Stream<Map.Entry<Address, List<T>>> between(Address first, Address last) {
    return IntStream.range(position(first, 0), high.length)
        .mapToObj(this::address)
        .takeWhile(address -> address.compareTo(last) <= 0)
        .map(address -> Map.entry(address, at(address)));
  }

  /** The same but for these addresses; nobody has one any more whose list is empty. */
  AddressIndex<T> with(SortedMap<Address, List<T>> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    Copy<T> copy = new Copy<>(high.length + changes.size());
    int from = 0;
    for (Map.Entry<Address, List<T>> change : changes.entrySet()) {
      Address address = change.getKey();
      int to = position(address, from);
      copy.addAll(this, from, to);
      copy.add(address, change.getValue());
      from = has(to, address) ? to + 1 : to;
    }
    copy.addAll(this, from, high.length);
    return copy.finished();
  }

  private Address address(int position) {
    return new Address(high[position], low[position]);
  }

  private boolean has(int position, Address address) {
    return position < high.length && address(position).equals(address);
  }

  /** Where the address is or would be. */
  private int position(Address address, int from) {
    int first = from;
    int end = high.length;
    while (first < end) {
      int middle = (first + end) >>> 1;
      if (address(middle).compareTo(address) < 0) {
        first = middle + 1;
      } else {
        end = middle;
      }
    }
    return first;
  }

  /** Takes what stays and what is new, in order. */
  private static final class Copy<T> {

    private final long[] high;
    private final long[] low;
    private final List<List<T>> owners;

    Copy(int most) {
      this.high = new long[most];
      this.low = new long[most];
      this.owners = new ArrayList<>(most);
    }

    void addAll(AddressIndex<T> old, int from, int to) {
      System.arraycopy(old.high, from, high, owners.size(), to - from);
      System.arraycopy(old.low, from, low, owners.size(), to - from);
      owners.addAll(old.owners.subList(from, to));
    }

    void add(Address address, List<T> of) {
      if (!of.isEmpty()) {
        high[owners.size()] = address.high();
        low[owners.size()] = address.low();
        owners.add(List.copyOf(of));
      }
    }

    AddressIndex<T> finished() {
      int size = owners.size();
      return new AddressIndex<>(
          Arrays.copyOf(high, size), Arrays.copyOf(low, size), List.copyOf(owners));
    }
  }
}
