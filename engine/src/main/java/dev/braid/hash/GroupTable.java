package dev.braid.hash;

import dev.braid.type.Storage;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.ColumnBuilder;
import java.util.List;

/// Numbers the groups of rows with equal keys, from 0 in the order in which they come up. NULL is a
/// value like others. Not thread-safe.
///
/// Three ways to a group, chosen per batch: entries of dictionaries and whole numbers that lie
/// close together are looked up once per combination ([KeyCodes]); another single integer goes to
/// [LongSlots], which holds the values themselves; everything else is hashed as a whole batch,
/// looked up by hash in [HashSlots], and compared with the keys found a column at a time.
///
/// Keys are kept column by column, each group's as in its first row.
public final class GroupTable {
  private final List<Type> types;
  private final ColumnBuilder[] builders;
  private final HashSlots slots;
  private final KeyCodes codes = new KeyCodes();
  private final boolean single;
  private final LongSlots longs;
  private final Pairs pairs = new Pairs(256);
  private Column[] view;

  public GroupTable(List<Type> types) {
    this(types, 0, 64);
  }

  /// A table for a range of hashes. Slots are told by the upper bits of a hash: those that all
  /// hashes of the range share would crowd all keys into a few of them, and so would keys that come
  /// in the order of their hashes into a table that is still small.
  ///
  /// @param sharedBits upper bits that all hashes have in common
  /// @param expected groups to make room for
  public GroupTable(List<Type> types, int sharedBits, int expected) {
    this.types = types;
    this.slots = new HashSlots(sharedBits);
    this.builders = ColumnBuilder.of(types, 64);
    Storage storage = types.isEmpty() ? Storage.OBJECT : types.getFirst().storage();
    this.single = types.size() == 1 && (storage == Storage.INT || storage == Storage.LONG);
    this.longs = new LongSlots(single ? Math.max(64, expected) : 1, sharedBits);
    if (!single && expected > 64) {
      slots.room(expected);
    }
    this.view = new Column[builders.length];
    look();
  }

  /// Whether values that are equal may still look different, so that it matters from which row a
  /// group's keys are taken.
  public static boolean isAmbiguous(List<Type> types) {
    for (Type type : types) {
      switch (type.kind()) {
        case FLOAT4, FLOAT8, BPCHAR, INTERVAL, JSONB, ARRAY -> {
          return true;
        }
        case NUMERIC -> {
          if (!type.hasModifier()) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /// Number of groups so far.
  public int size() {
    return single ? longs.size() : slots.size();
  }

  /// The hash of a group's key.
  public long hash(int group) {
    return single ? longs.hash(group) : slots.hash(group);
  }

  /// The keys of all groups; good until the next new group.
  public Column[] keys() {
    look();
    return view;
  }

  public long memory() {
    long sum = codes.memory() + (single ? longs.memory() : slots.memory());
    for (ColumnBuilder builder : builders) {
      sum += builder.memory();
    }
    return sum;
  }

  private void look() {
    Column[] now = new Column[builders.length];
    for (int i = 0; i < now.length; i++) {
      now[i] = builders[i].view();
    }
    view = now;
  }

  /// Finds or makes the groups of a batch's rows.
  ///
  /// @return room for at least `size` numbers, to be kept by the caller
  public int[] map(Column[] keys, int size) {
    int[] groups = new int[size];
    if (keys.length == 0) {
      if (size > 0 && slots.size() == 0) {
        slots.addOnly();
      }
    } else if (codes.fit(keys, size)) {
      mapCodes(keys, size, groups);
    } else {
      mapFlat(keys, size, groups);
    }
    return groups;
  }

  /// Finds or makes the groups of rows whose keys are flat and whose hashes are known.
  ///
  /// @return room for at least `size` numbers, to be kept by the caller
  public int[] map(Column[] keys, long[] hashes, int size) {
    if (single || keys.length == 0) {
      return map(keys, size);
    }
    int[] groups = new int[size];
    mapHashed(keys, hashes, size, groups);
    return groups;
  }

  private void mapCodes(Column[] keys, int size, int[] groups) {
    int[] code = codes.of(keys, size);
    int[] known = codes.groups();
    int all = 0;
    for (int i = 0; i < size; i++) {
      int group = known[code[i]];
      groups[i] = group;
      all |= group;
    }
    if (all < 0) {
      mapUnknown(keys, size, code, groups);
    }
  }

  /// For each combination that has no group yet, one of its rows looks for it.
  private void mapUnknown(Column[] keys, int size, int[] code, int[] groups) {
    int[] known = codes.groups();
    int[] first = new int[Math.min(size, known.length)];
    int unknown = 0;
    for (int i = 0; i < size; i++) {
      if (known[code[i]] == KeyCodes.UNKNOWN) {
        known[code[i]] = unknown;
        first[unknown++] = i;
      }
    }
    Column[] fresh = new Column[keys.length];
    for (int i = 0; i < keys.length; i++) {
      fresh[i] = keys[i].gather(first, unknown).flat();
    }
    int[] found = new int[unknown];
    mapFlat(fresh, unknown, found);
    for (int i = 0; i < unknown; i++) {
      known[code[first[i]]] = found[i];
    }
    for (int i = 0; i < size; i++) {
      if (groups[i] == KeyCodes.UNKNOWN) {
        groups[i] = known[code[i]];
      }
    }
  }

  private void mapFlat(Column[] keys, int size, int[] groups) {
    Column[] flat = new Column[keys.length];
    for (int i = 0; i < keys.length; i++) {
      flat[i] = keys[i].flat();
    }
    if (single) {
      int before = longs.size();
      int[] fresh = longs.map(flat[0], size, groups);
      builders[0].appendPicked(flat[0], fresh, longs.size() - before);
    } else {
      mapHashed(flat, Hashes.of(flat, types, size), size, groups);
    }
  }

  /// Rows look for a slot with their hash until all have one whose key is theirs. A pass ends with
  /// new groups' keys added and all rows that met an old group compared at once; those that met a
  /// stranger with the same hash go on in the next pass.
  private void mapHashed(Column[] keys, long[] hashes, int size, int[] groups) {
    slots.room(size);
    int[] rows = new int[size];
    int[] at = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = i;
      at[i] = slots.home(hashes[i]);
    }
    int[] fresh = new int[size];
    int left = size;
    while (left > 0) {
      pairs.clear(left);
      int added = slots.look(hashes, rows, left, at, groups, fresh, pairs);
      if (added > 0) {
        for (int i = 0; i < keys.length; i++) {
          builders[i].appendPicked(keys[i], fresh, added);
        }
        look();
      }
      RowEquality.retain(pairs, keys, view, types);
      int[] matched = pairs.left;
      int[] with = pairs.right;
      for (int i = 0; i < pairs.count; i++) {
        groups[matched[i]] = with[i];
      }
      left = pairs.failed;
      for (int i = 0; i < left; i++) {
        int row = pairs.failedLeft[i];
        rows[i] = row;
        at[row] = slots.after(at[row]);
      }
    }
  }

  /// All groups in the order of their hashes, as unsigned numbers; those with equal hashes in the
  /// order of their keys. It depends on the keys alone.
  public int[] order() {
    int[] order = single ? longs.order() : slots.order();
    look();
    for (int i = 1; i < order.length; i++) {
      int group = order[i];
      int place = i;
      while (place > 0
          && hash(order[place - 1]) == hash(group)
          && compare(order[place - 1], group) > 0) {
        order[place] = order[place - 1];
        place--;
      }
      order[place] = group;
    }
    return order;
  }

  private int compare(int a, int b) {
    for (int i = 0; i < view.length; i++) {
      Column column = view[i];
      boolean absent = column.isNull(a);
      int order =
          absent || column.isNull(b)
              ? Boolean.compare(absent, column.isNull(b))
              : RowEquality.compareValues(column, a, column, b, types.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
