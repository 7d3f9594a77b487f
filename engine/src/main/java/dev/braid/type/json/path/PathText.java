package dev.braid.type.json.path;

import dev.braid.type.json.Json;
import dev.braid.type.json.JsonNode;
import org.jspecify.annotations.Nullable;

/// Writes paths as PostgreSQL does.
final class PathText {
  private final StringBuilder out = new StringBuilder();

  String path(JsonPath path) {
    out.append(path.lax() ? "" : "strict ");
    chain(path.root(), true);
    return out.toString();
  }

  private void chain(Chain chain, boolean brackets) {
    step(chain.step(), false, brackets, chain.next() != null);
    for (Chain next = chain.next(); next != null; next = next.next()) {
      step(next.step(), true, true, next.next() != null);
    }
  }

  /// @param behind whether it follows another step
  private void step(Step step, boolean behind, boolean brackets, boolean followed) {
    String point = behind ? "." : "";
    switch (step) {
      case Step.Literal(JsonNode value) -> {
        boolean number = followed && value instanceof JsonNode.Num;
        out.append(number ? "(" : "").append(Json.write(value)).append(number ? ")" : "");
      }
      case Step.Variable(String name) -> out.append('$').append(Json.quoted(name));
      case Step.Root _ -> out.append('$');
      case Step.Current _ -> out.append('@');
      case Step.Last _ -> out.append("last");
      case Step.Key(String name) -> out.append(point).append(Json.quoted(name));
      case Step.AnyKey _ -> out.append(point).append('*');
      case Step.AnyElement _ -> out.append("[*]");
      case Step.Elements it -> elements(it);
      case Step.Descendants it -> descendants(it, point);
      case Step.Filter(Chain condition) -> call("?(", condition);
      case Step.Call(Step.Method method) -> out.append('.').append(method.word()).append("()");
      case Step.Decimal(JsonNode.Num precision, JsonNode.Num scale) -> {
        out.append(".decimal(").append(number(precision));
        out.append(scale == null ? "" : "," + number(scale)).append(')');
      }
      case Step.Moment(String method, String argument) ->
          out.append('.').append(method).append('(').append(argument).append(')');
      case Step.Arithmetic(char operator, Chain left, Chain right) ->
          binary(step, left, String.valueOf(operator), right, brackets);
      case Step.Sign(boolean minus, Chain operand) -> {
        out.append(brackets ? "(" : "").append(minus ? '-' : '+');
        operand(operand, step);
        out.append(brackets ? ")" : "");
      }
      case Step.And(Chain left, Chain right) -> binary(step, left, "&&", right, brackets);
      case Step.Or(Chain left, Chain right) -> binary(step, left, "||", right, brackets);
      case Step.Not(Chain operand) -> call("!(", operand);
      case Step.IsUnknown(Chain operand) -> {
        call("(", operand);
        out.append(" is unknown");
      }
      case Step.Exists(Chain operand) -> call("exists (", operand);
      case Step.Comparison(String operator, Chain left, Chain right) ->
          binary(step, left, operator, right, brackets);
      case Step.StartsWith(Chain whole, Chain initial) ->
          binary(step, whole, "starts with", initial, brackets);
      case Step.LikeRegex it -> likeRegex(it, brackets);
    }
  }

  private void call(String opening, Chain operand) {
    out.append(opening);
    chain(operand, false);
    out.append(')');
  }

  private void operand(Chain operand, Step of) {
    chain(operand, operand.step().priority() <= of.priority());
  }

  private void binary(Step step, Chain left, String operator, Chain right, boolean brackets) {
    out.append(brackets ? "(" : "");
    operand(left, step);
    out.append(' ').append(operator).append(' ');
    operand(right, step);
    out.append(brackets ? ")" : "");
  }

  private void likeRegex(Step.LikeRegex it, boolean brackets) {
    out.append(brackets ? "(" : "");
    operand(it.operand(), it);
    out.append(" like_regex ").append(Json.quoted(it.pattern()));
    out.append(it.flags().isEmpty() ? "" : " flag \"" + it.flags() + "\"");
    out.append(brackets ? ")" : "");
  }

  private void elements(Step.Elements it) {
    String between = "[";
    for (Step.Subscript subscript : it.subscripts()) {
      out.append(between);
      chain(subscript.from(), false);
      if (subscript.to() != null) {
        out.append(" to ");
        chain(subscript.to(), false);
      }
      between = ",";
    }
    out.append(']');
  }

  private void descendants(Step.Descendants it, String point) {
    out.append(point).append("**");
    if (it.first() == it.last()) {
      out.append('{').append(level(it.first())).append('}');
    } else if (it.first() != 0 || it.last() != Step.Descendants.LEAVES) {
      out.append('{').append(level(it.first())).append(" to ");
      out.append(level(it.last())).append('}');
    }
  }

  private static String level(long level) {
    return level == Step.Descendants.LEAVES ? "last" : Long.toString(level);
  }

  private static String number(JsonNode.@Nullable Num number) {
    return number == null ? "" : Json.write(number);
  }
}
