package dev.braid.type.json.path;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
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
  private final PathMembers members = new PathMembers(this);
  private final PathSubscripts subscripts = new PathSubscripts(this);
  private final PathArithmetic arithmetic = new PathArithmetic(this);

  /// What `@` is.
  private JsonNode current;

  /// From which value ids of objects count.
  final ObjectIds ids;

  /// Whether structural errors are passed over just now.
  boolean ignoresStructure;

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
  Outcome step(Chain chain, JsonNode item, @Nullable List<JsonNode> found, boolean unwrap) {
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
      case Step.Last _ -> next(chain, subscripts.last(), found);
      case Step.Key(String name) -> members.key(chain, name, item, found, unwrap);
      case Step.AnyKey _ -> members.anyKey(chain, item, found, unwrap);
      case Step.AnyElement _ -> members.anyElement(chain, item, found);
      case Step.Elements it -> subscripts.elements(chain, it, item, found);
      case Step.Descendants it -> members.descendants(chain, it, item, found);
      case Step.Filter(Chain condition) -> {
        if (unwrap && item instanceof JsonNode.Arr) {
          yield members.elementsOf(chain, item, found, false);
        }
        yield about(condition, item) == PathConditions.Truth.TRUE
            ? next(chain, item, found)
            : Outcome.NOT_FOUND;
      }
      case Step.Arithmetic it -> arithmetic.calculate(chain, it, item, found);
      case Step.Sign it -> arithmetic.sign(chain, it, item, found);
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
              ? members.elementsOf(chain, item, found, false)
              : methods.call(chain, method, item, found);
      case Step.Decimal it ->
          unwrap && item instanceof JsonNode.Arr
              ? members.elementsOf(chain, item, found, false)
              : methods.decimal(chain, it, item, found);
      case Step.Moment(String method, _) -> {
        if (unwrap && item instanceof JsonNode.Arr) {
          yield members.elementsOf(chain, item, found, false);
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

  Outcome structural(String sqlState, String message) {
    return ignoresStructure ? Outcome.NOT_FOUND : fail(sqlState, message);
  }
}
