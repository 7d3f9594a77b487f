package dev.braid.expr.library;

import dev.braid.expr.EvalContext;
import dev.braid.parallel.Cancellation;
import dev.braid.vector.Column;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The compiled patterns that one call has met lately, so that a constant pattern is compiled once
/// and a varying one seldom. Not thread-safe, as its kernel.
///
/// A constant comes as a column whose rows all point to the same bytes, which is quick to see.
/// Nothing is compiled before a row needs it: a bad pattern fails only where there are rows.
final class PatternCache<P> {
  private static final int KEPT = 32;

  /// Compiles.
  @FunctionalInterface
  interface Compiler<P> {
    /// @param flags empty where the call has none
    P compile(String pattern, String flags, EvalContext context);
  }

  private record Key(String pattern, String flags) {}

  private final Compiler<P> compiler;
  private final Map<Key, P> compiled =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, P> eldest) {
          return size() > KEPT;
        }
      };
  private byte @Nullable [] data;
  private int start;
  private int length;
  private @Nullable P last;
  private @Nullable Cancellation cancellation;

  PatternCache(Compiler<P> compiler) {
    this.compiler = compiler;
  }

  /// The pattern in this row.
  P get(Column pattern, int row, EvalContext context) {
    P same = last;
    if (same != null
        && pattern.getData(row) == data
        && pattern.getStart(row) == start
        && pattern.getLength(row) == length
        && context.cancellation() == cancellation) {
      return same;
    }
    P found = get(pattern.getString(row), "", context);
    data = pattern.getData(row);
    start = pattern.getStart(row);
    length = pattern.getLength(row);
    last = found;
    return found;
  }

  /// The pattern with these flags. Compiled ones may hold on to the cancellation that they check.
  P get(String pattern, String flags, EvalContext context) {
    if (context.cancellation() != cancellation) {
      compiled.clear();
      last = null;
      cancellation = context.cancellation();
    }
    Key key = new Key(pattern, flags);
    P found = compiled.get(key);
    if (found == null) {
      found = compiler.compile(pattern, flags, context);
      compiled.put(key, found);
    }
    return found;
  }
}
