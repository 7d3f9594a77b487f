package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Numeric;
import dev.braid.type.json.Json;
import dev.braid.type.json.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run of a path over one value.
///
/// Steps call one another: each hands every item it finds to the next, and the last of a chain adds
/// it to a list, or, where only existence counts (the list is null), ends the search. An error of
/// the path is raised, or, where errors are silent, ends the search as [Outcome#ERROR]. The order
/// of evaluation, and where a search ends early, is PostgreSQL's: it decides which errors are seen.
final class PathRun {
  enum Outcome {
    OK,
    NOT_FOUND,
    ERROR
  }

  /// Levels of calls; each takes a few hundred bytes of stack.
  private static final int DEEPEST = 1200;

  private static final int CHECKED = 256;

  final boolean lax;
  private final Runnable check;
  private final JsonNode root;
  private final PathVariables variables;
  private final PathConditions conditions = new PathConditions(this);
  private final PathMethods methods = new PathMethods(this);

  /// What `@` is.
  private JsonNode current;

  /// From which value ids of objects count.
  final ObjectIds ids;

  /// Size of the innermost array whose subscripts are calculated, for `last`.
  private int arraySize = -1;

  private boolean ignoresStructure;
  private boolean raises;
  private int depth;
  private int steps;

  PathRun(JsonPath path, JsonNode root, PathVariables variables, boolean silent) {
    lax = path.lax();
    check = path.check();
    this.root = root;
    this.variables = variables;
    current = root;
    ids = new ObjectIds(1 + variables.count());
    ignoresStructure = lax;
    raises = !silent;
  }

  JsonPath.Findings all(Chain path) {
    List<JsonNode> found = new ArrayList<>();
    Outcome outcome = chain(path, root, found);
    return new JsonPath.Findings(found, outcome == Outcome.ERROR);
  }

  @Nullable Boolean any(Chain path) {
    if (lax) {
      Outcome outcome = chain(path, root, null);
      return outcome == Outcome.ERROR ? null : outcome == Outcome.OK;
    }
    // A strict path is run to its end, so that no error is missed.
    JsonPath.Findings findings = all(path);
    return findings.failed() ? null : !findings.items().isEmpty();
  }

  /// An error that can be silent.
  Outcome fail(String sqlState, String message) {
    if (raises) {
      throw new BraidException(sqlState, message);
    }
    return Outcome.ERROR;
  }

  /// An error of an operation over values.
  Outcome fail(BraidException error) {
    if (raises || error.sqlState().equals(SqlState.FEATURE_NOT_SUPPORTED)) {
      throw error;
    }
    return Outcome.ERROR;
  }

  /// The items of a path with arrays unwrapped, where the mode does that.
  Outcome unwrapped(Chain path, JsonNode item, boolean unwrap, @Nullable List<JsonNode> found) {
    if (!unwrap || !lax) {
      return chain(path, item, found);
    }
    List<JsonNode> items = new ArrayList<>();
    Outcome outcome = chain(path, item, items);
    if (outcome == Outcome.ERROR) {
      return outcome;
    }
    for (JsonNode each : items) {
      if (each instanceof JsonNode.Arr(List<JsonNode> elements)) {
        add(found, elements);
      } else {
        add(found, List.of(each));
      }
    }
    return Outcome.OK;
  }

  private static void add(@Nullable List<JsonNode> found, List<JsonNode> items) {
    if (found != null) {
      found.addAll(items);
    }
  }

  /// The same without errors raised.
  Outcome quietly(Chain path, JsonNode item, boolean unwrap, @Nullable List<JsonNode> found) {
    boolean before = raises;
    raises = false;
    Outcome outcome = unwrapped(path, item, unwrap, found);
    raises = before;
    return outcome;
  }

  /// A condition about an item, which is `@` in it.
  PathConditions.Truth about(Chain condition, JsonNode item) {
    JsonNode before = current;
    current = item;
    PathConditions.Truth truth = conditions.of(condition, item);
    current = before;
    return truth;
  }

  Outcome chain(Chain chain, JsonNode item, @Nullable List<JsonNode> found) {
    return step(chain, item, found, lax);
  }

  /// Hands an item to the step behind this one.
  Outcome next(Chain chain, JsonNode item, @Nullable List<JsonNode> found) {
    if (chain.next() != null) {
      return chain(chain.next(), item, found);
    }
    add(found, List.of(item));
    return Outcome.OK;
  }

  /// @param unwrap whether a step that wants no array takes an array's elements
  private Outcome step(Chain chain, JsonNode item, @Nullable List<JsonNode> found, boolean unwrap) {
    if (++depth > DEEPEST) {
      throw new BraidException(SqlState.STATEMENT_TOO_COMPLEX, "stack depth limit exceeded");
    }
    if ((++steps & CHECKED - 1) == 0) {
      check.run();
    }
    Outcome outcome = run(chain, item, found, unwrap);
    depth--;
    return outcome;
  }

  private Outcome run(Chain chain, JsonNode item, @Nullable List<JsonNode> found, boolean unwrap) {
    return switch (chain.step()) {
      case Step.Literal(JsonNode value) -> next(chain, value, found);
      case Step.Variable(String name) -> variable(chain, name, found);
      case Step.Root _ -> {
        ObjectIds.Base before = ids.from(root, 0);
        Outcome outcome = next(chain, root, found);
        ids.restore(before);
        yield outcome;
      }
      case Step.Current _ -> next(chain, current, found);
      case Step.Last _ -> next(chain, number(arraySize - 1), found);
      case Step.Key(String name) -> key(chain, name, item, found, unwrap);
      case Step.AnyKey _ -> anyKey(chain, item, found, unwrap);
      case Step.AnyElement _ -> anyElement(chain, item, found);
      case Step.Elements it -> elements(chain, it, item, found);
      case Step.Descendants it -> descendants(chain, it, item, found);
      case Step.Filter(Chain condition) -> {
        if (unwrap && item instanceof JsonNode.Arr) {
          yield elementsOf(chain, item, found, false);
        }
        yield about(condition, item) == PathConditions.Truth.TRUE
            ? next(chain, item, found)
            : Outcome.NOT_FOUND;
      }
      case Step.Arithmetic it -> arithmetic(chain, it, item, found);
      case Step.Sign it -> sign(chain, it, item, found);
      case Step.Predicate _ -> {
        JsonNode truth =
            switch (conditions.of(chain, item)) {
              case TRUE -> new JsonNode.Bool(true);
              case FALSE -> new JsonNode.Bool(false);
              case UNKNOWN -> new JsonNode.Null();
            };
        yield next(chain, truth, found);
      }
      case Step.Call(Step.Method method) ->
          unwrap
                  && item instanceof JsonNode.Arr
                  && method != Step.Method.TYPE
                  && method != Step.Method.SIZE
              ? elementsOf(chain, item, found, false)
              : methods.call(chain, method, item, found);
      case Step.Decimal it ->
          unwrap && item instanceof JsonNode.Arr
              ? elementsOf(chain, item, found, false)
              : methods.decimal(chain, it, item, found);
      case Step.Moment(String method, _) -> {
        if (unwrap && item instanceof JsonNode.Arr) {
          yield elementsOf(chain, item, found, false);
        }
        throw new BraidException(
            SqlState.FEATURE_NOT_SUPPORTED,
            "jsonpath item method ." + method + "() is not supported");
      }
    };
  }

  static JsonNode.Num number(long value) {
    return new JsonNode.Num(BigDecimal.valueOf(value), "");
  }

  private Outcome variable(Chain chain, String name, @Nullable List<JsonNode> found) {
    PathVariables.Variable variable = variables.get(name);
    if (variable == null) {
      throw new BraidException(
          SqlState.UNDEFINED_OBJECT, "could not find jsonpath variable \"" + name + "\"");
    }
    ObjectIds.Base before = ids.from(variable.base(), variable.baseId());
    Outcome outcome = next(chain, variable.value(), found);
    ids.restore(before);
    return outcome;
  }

  private Outcome key(
      Chain chain, String name, JsonNode item, @Nullable List<JsonNode> found, boolean unwrap) {
    if (item instanceof JsonNode.Obj object) {
      JsonNode value = Json.field(object, name);
      return value != null
          ? next(chain, value, found)
          : structural(
              SqlState.SQL_JSON_MEMBER_NOT_FOUND,
              "JSON object does not contain key \"" + name + "\"");
    }
    return unwrap && item instanceof JsonNode.Arr
        ? elementsOf(chain, item, found, false)
        : structural(
            SqlState.SQL_JSON_MEMBER_NOT_FOUND,
            "jsonpath member accessor can only be applied to an object");
  }

  private Outcome anyKey(
      Chain chain, JsonNode item, @Nullable List<JsonNode> found, boolean unwrap) {
    if (item instanceof JsonNode.Obj) {
      return inside(chain.next(), item, found, 1, new Step.Descendants(1, 1), false, lax);
    }
    return unwrap && item instanceof JsonNode.Arr
        ? elementsOf(chain, item, found, false)
        : structural(
            SqlState.SQL_JSON_OBJECT_NOT_FOUND,
            "jsonpath wildcard member accessor can only be applied to an object");
  }

  private Outcome anyElement(Chain chain, JsonNode item, @Nullable List<JsonNode> found) {
    if (item instanceof JsonNode.Arr) {
      return elementsOf(chain.next(), item, found, lax);
    }
    return lax
        ? next(chain, item, found)
        : structural(
            SqlState.SQL_JSON_ARRAY_NOT_FOUND,
            "jsonpath wildcard array accessor can only be applied to an array");
  }

  Outcome structural(String sqlState, String message) {
    return ignoresStructure ? Outcome.NOT_FOUND : fail(sqlState, message);
  }

  private Outcome elementsOf(
      @Nullable Chain chain, JsonNode array, @Nullable List<JsonNode> found, boolean unwrap) {
    return inside(chain, array, found, 1, new Step.Descendants(1, 1), false, unwrap);
  }

  private Outcome descendants(
      Chain chain, Step.Descendants levels, JsonNode item, @Nullable List<JsonNode> found) {
    Outcome outcome = Outcome.NOT_FOUND;
    if (levels.first() == 0) {
      boolean before = ignoresStructure;
      ignoresStructure = true;
      outcome = next(chain, item, found);
      ignoresStructure = before;
      if (outcome == Outcome.OK && found == null) {
        return outcome;
      }
    }
    return item.isScalar() ? outcome : inside(chain.next(), item, found, 1, levels, true, lax);
  }

  /// What lies in an object or array, down to some level.
  private Outcome inside(
      @Nullable Chain chain,
      JsonNode container,
      @Nullable List<JsonNode> found,
      int level,
      Step.Descendants levels,
      boolean ignoring,
      boolean unwrap) {
    Outcome outcome = Outcome.NOT_FOUND;
    if (level > levels.last()) {
      return outcome;
    }
    boolean leaves = levels.first() == Step.Descendants.LEAVES && levels.last() == levels.first();
    for (JsonNode item : children(container)) {
      if (level >= levels.first() || leaves && item.isScalar()) {
        if (chain != null) {
          boolean before = ignoresStructure;
          ignoresStructure |= ignoring;
          outcome = step(chain, item, found, unwrap);
          ignoresStructure = before;
          if (outcome == Outcome.ERROR || outcome == Outcome.OK && found == null) {
            return outcome;
          }
        } else if (found == null) {
          return Outcome.OK;
        } else {
          found.add(item);
        }
      }
      if (level < levels.last() && !item.isScalar()) {
        outcome = inside(chain, item, found, level + 1, levels, ignoring, unwrap);
        if (outcome == Outcome.ERROR || outcome == Outcome.OK && found == null) {
          return outcome;
        }
      }
    }
    return outcome;
  }

  private static List<JsonNode> children(JsonNode container) {
    return switch (container) {
      case JsonNode.Arr(List<JsonNode> elements) -> elements;
      case JsonNode.Obj(List<JsonNode.Field> fields) ->
          fields.stream().map(JsonNode.Field::value).toList();
      default -> List.of();
    };
  }

  /// Leaves `last` as it is where the search ends early, as PostgreSQL does.
  private Outcome elements(
      Chain chain, Step.Elements it, JsonNode item, @Nullable List<JsonNode> found) {
    if (!(item instanceof JsonNode.Arr) && !lax) {
      return structural(
          SqlState.SQL_JSON_ARRAY_NOT_FOUND,
          "jsonpath array accessor can only be applied to an array");
    }
    List<JsonNode> elements =
        item instanceof JsonNode.Arr(List<JsonNode> several) ? several : List.of(item);
    int before = arraySize;
    arraySize = elements.size();
    Outcome outcome = Outcome.NOT_FOUND;
    for (Step.Subscript subscript : it.subscripts()) {
      Index first = index(subscript.from(), item);
      Index last = first.failed() || subscript.to() == null ? first : index(subscript.to(), item);
      if (last.failed()) {
        outcome = Outcome.ERROR;
        break;
      }
      int from = first.value();
      int to = last.value();
      if (!ignoresStructure && (from < 0 || from > to || to >= elements.size())) {
        return fail(
            SqlState.INVALID_SQL_JSON_SUBSCRIPT, "jsonpath array subscript is out of bounds");
      }
      outcome = Outcome.NOT_FOUND;
      for (int i = Math.max(from, 0); i <= Math.min(to, elements.size() - 1); i++) {
        if (chain.next() == null && found == null) {
          return Outcome.OK;
        }
        outcome = next(chain, elements.get(i), found);
        if (outcome == Outcome.ERROR || outcome == Outcome.OK && found == null) {
          break;
        }
      }
      if (outcome == Outcome.ERROR || outcome == Outcome.OK && found == null) {
        break;
      }
    }
    arraySize = before;
    return outcome;
  }

  private record Index(int value, boolean failed) {
    static final Index FAILED = new Index(0, true);
  }

  private Index index(Chain subscript, JsonNode item) {
    List<JsonNode> found = new ArrayList<>();
    if (chain(subscript, item, found) == Outcome.ERROR) {
      return Index.FAILED;
    }
    if (found.size() != 1 || !(found.getFirst() instanceof JsonNode.Num number)) {
      fail(
          SqlState.INVALID_SQL_JSON_SUBSCRIPT,
          "jsonpath array subscript is not a single numeric value");
      return Index.FAILED;
    }
    try {
      return new Index(Numeric.of(number.value()).trunc(0).toInt4(), false);
    } catch (BraidException _) {
      fail(SqlState.INVALID_SQL_JSON_SUBSCRIPT, "jsonpath array subscript is out of integer range");
      return Index.FAILED;
    }
  }

  private Outcome arithmetic(
      Chain chain, Step.Arithmetic it, JsonNode item, @Nullable List<JsonNode> found) {
    List<JsonNode> left = new ArrayList<>();
    List<JsonNode> right = new ArrayList<>();
    if (unwrapped(it.left(), item, true, left) == Outcome.ERROR
        || unwrapped(it.right(), item, true, right) == Outcome.ERROR) {
      return Outcome.ERROR;
    }
    if (left.size() != 1 || !(left.getFirst() instanceof JsonNode.Num first)) {
      return notSingle("left", it);
    }
    if (right.size() != 1 || !(right.getFirst() instanceof JsonNode.Num second)) {
      return notSingle("right", it);
    }
    Numeric result;
    try {
      Numeric a = Numeric.of(first.value());
      Numeric b = Numeric.of(second.value());
      result =
          switch (it.operator()) {
            case '+' -> a.add(b);
            case '-' -> a.subtract(b);
            case '*' -> a.multiply(b);
            case '/' -> a.divide(b);
            default -> a.mod(b);
          };
    } catch (BraidException e) {
      return fail(e);
    }
    return next(chain, new JsonNode.Num(result.toBigDecimal(), ""), found);
  }

  private Outcome notSingle(String side, Step.Arithmetic it) {
    return fail(
        SqlState.SINGLETON_SQL_JSON_ITEM_REQUIRED,
        "%s operand of jsonpath operator %s is not a single numeric value"
            .formatted(side, it.operator()));
  }

  private Outcome sign(Chain chain, Step.Sign it, JsonNode item, @Nullable List<JsonNode> found) {
    List<JsonNode> items = new ArrayList<>();
    if (unwrapped(it.operand(), item, true, items) == Outcome.ERROR) {
      return Outcome.ERROR;
    }
    Outcome outcome = Outcome.NOT_FOUND;
    boolean exists = found == null && chain.next() == null;
    for (JsonNode each : items) {
      if (!(each instanceof JsonNode.Num number)) {
        if (exists) {
          continue;
        }
        return fail(
            SqlState.SQL_JSON_NUMBER_NOT_FOUND,
            "operand of unary jsonpath operator %s is not a numeric value"
                .formatted(it.minus() ? "-" : "+"));
      }
      BigDecimal value = it.minus() ? number.value().negate() : number.value();
      Outcome one = next(chain, new JsonNode.Num(value, ""), found);
      if (one == Outcome.ERROR || one == Outcome.OK && found == null) {
        return one;
      }
      outcome = one == Outcome.OK ? one : outcome;
    }
    return outcome;
  }
}
