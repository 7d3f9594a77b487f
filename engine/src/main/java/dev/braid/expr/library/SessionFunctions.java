package dev.braid.expr.library;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.expr.EvalContext;
import dev.braid.expr.ScalarFunction;
import dev.braid.expr.TypeOrder;
import dev.braid.expr.Volatility;
import dev.braid.type.Kind;
import dev.braid.type.PgArray;
import dev.braid.type.Type;
import dev.braid.vector.Column;
import dev.braid.vector.Values;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// Who asks what, random values, and functions of values of any type.
final class SessionFunctions {
  /// Those that every dataset has.
  private static final Set<String> SCHEMAS = Set.of("public", "pg_catalog");

  private static final SecureRandom SECURE = new SecureRandom();

  private SessionFunctions() {}

  static void register(Definitions d) {
    name(d, "current_user", EvalContext::user);
    name(d, "session_user", EvalContext::user);
    name(d, "current_database", EvalContext::database);
    settings(d);
    random(d);
    nulls(d, "num_nulls", true);
    nulls(d, "num_nonnulls", false);
    d.function(
        "width_bucket",
        Type.INT4,
        call -> {
          Type type = call.arguments().getFirst().type();
          Comparator<Object> order = TypeOrder.of(type);
          return Definitions.perRow(
                  (in, row, out, _) -> {
                    Object value = Values.get(in[0], row, type);
                    PgArray bounds = ArrayOperators.array(in[1], row);
                    out.append(value == null ? 0 : bucket(value, bounds, order));
                  })
              .bind(call);
        },
        Type.of(Kind.ANYCOMPATIBLE),
        Type.of(Kind.ANYCOMPATIBLEARRAY));
  }

  /// PostgreSQL's type is `name`, whose values are text here.
  private static void name(Definitions d, String name, Function<EvalContext, String> fact) {
    d.stable(name, Type.TEXT, (_, _, out, context) -> out.append(fact.apply(context)));
  }

  /// PostgreSQL has settings that are unknown here; of names with a dot all are known.
  private static void settings(Definitions d) {
    RowFunction current =
        (in, row, out, context) -> {
          String name = in[0].getString(row);
          String value = context.settings().apply(name);
          if (value != null) {
            out.append(value);
          } else if (name.indexOf('.') <= 0) {
            throw new BraidException(
                SqlState.FEATURE_NOT_SUPPORTED, "setting \"" + name + "\" is not supported");
          } else if (in.length > 1 && in[1].getBoolean(row)) {
            out.appendNull();
          } else {
            throw new BraidException(
                SqlState.UNDEFINED_OBJECT, "unrecognized configuration parameter \"" + name + "\"");
          }
        };
    d.stable("current_setting", Type.TEXT, current, Type.TEXT);
    d.stable("current_setting", Type.TEXT, current, Type.TEXT, Type.BOOL);
    d.stable(
        "current_schema",
        Type.TEXT,
        (_, _, out, context) -> {
          String path = Objects.requireNonNullElse(context.settings().apply("search_path"), "");
          List<String> schemas = List.of(path.replace("\"", "").split("\\s*,\\s*"));
          String first = schemas.stream().filter(SCHEMAS::contains).findFirst().orElse("");
          if (first.isEmpty()) {
            out.appendNull();
          } else {
            out.append(first);
          }
        });
  }

  private static void random(Definitions d) {
    volatileFunction(
        d,
        "random",
        Type.INT4,
        (in, row, out, _) -> {
          int least = in[0].getInt(row);
          int greatest = in[1].getInt(row);
          checkRange(least <= greatest);
          out.append((int) ThreadLocalRandom.current().nextLong(least, greatest + 1L));
        },
        Type.INT4,
        Type.INT4);
    volatileFunction(
        d,
        "random",
        Type.INT8,
        (in, row, out, _) -> {
          long least = in[0].getLong(row);
          long greatest = in[1].getLong(row);
          checkRange(least <= greatest);
          out.append(between(least, greatest));
        },
        Type.INT8,
        Type.INT8);
    RowFunction normal =
        (in, row, out, _) -> {
          double mean = in.length > 0 ? in[0].getDouble(row) : 0;
          double deviation = in.length > 1 ? in[1].getDouble(row) : 1;
          out.append(mean + deviation * ThreadLocalRandom.current().nextGaussian());
        };
    volatileFunction(d, "random_normal", Type.FLOAT8, normal);
    volatileFunction(d, "random_normal", Type.FLOAT8, normal, Type.FLOAT8);
    volatileFunction(d, "random_normal", Type.FLOAT8, normal, Type.FLOAT8, Type.FLOAT8);
    for (String name : List.of("gen_random_uuid", "uuidv4")) {
      volatileFunction(
          d, name, Type.UUID, (_, _, out, _) -> Values.append(out, Type.UUID, UUID.randomUUID()));
    }
    volatileFunction(
        d, "uuidv7", Type.UUID, (_, _, out, _) -> Values.append(out, Type.UUID, timeOrdered()));
  }

  private static long between(long least, long greatest) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    if (greatest < Long.MAX_VALUE) {
      return random.nextLong(least, greatest + 1);
    }
    return least > Long.MIN_VALUE ? random.nextLong(least - 1, greatest) + 1 : random.nextLong();
  }

  /// 48 bits of milliseconds, the version, 12 bits of the rest of the time, then chance.
  private static UUID timeOrdered() {
    java.time.Instant now = java.time.Instant.now();
    long fraction = (now.getNano() % 1_000_000L) * 4096 / 1_000_000;
    long high = now.toEpochMilli() << 16 | 0x7000 | fraction;
    long low = SECURE.nextLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }

  private static void checkRange(boolean fine) {
    if (!fine) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE,
          "lower bound must be less than or equal to upper bound");
    }
  }

  private static void volatileFunction(
      Definitions d, String name, Type result, RowFunction function, Type... arguments) {
    d.function(name, result, Volatility.VOLATILE, Definitions.perRow(function), arguments);
  }

  private static void nulls(Definitions d, String name, boolean wanted) {
    d.catalog()
        .function(
            new ScalarFunction(
                name,
                List.of(Type.of(Kind.ANY)),
                Type.INT4,
                true,
                false,
                Volatility.IMMUTABLE,
                Definitions.perRow(
                    (in, row, out, _) -> {
                      int count = 0;
                      for (Column column : in) {
                        count += column.isNull(row) == wanted ? 1 : 0;
                      }
                      out.append(count);
                    })));
  }

  /// How many of the ascending bounds are not above the value.
  private static int bucket(Object value, PgArray bounds, Comparator<Object> order) {
    for (Object bound : bounds.elements()) {
      if (bound == null) {
        throw new BraidException(
            SqlState.NULL_VALUE_NOT_ALLOWED, "thresholds array must not contain NULLs");
      }
    }
    int low = 0;
    int high = bounds.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Object bound = bounds.elements()[middle];
      if (bound != null && order.compare(value, bound) < 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
