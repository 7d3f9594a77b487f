package dev.braid.sql.parse;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.sql.ast.Expression;
import dev.braid.sql.ast.SortBy;
import dev.braid.sql.ast.Window;
import dev.braid.sql.ast.Window.Bound;
import dev.braid.sql.ast.Window.Bound.Kind;
import dev.braid.sql.ast.Window.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// OVER, the WINDOW clause, and frames.
final class WindowParser {
  private final Grammar grammar;
  private final TokenStream tokens;

  WindowParser(Grammar grammar) {
    this.grammar = grammar;
    this.tokens = grammar.tokens;
  }

  Window over() {
    tokens.expect("over");
    int position = tokens.position();
    return tokens.is('(')
        ? specification(null)
        : new Window(position, grammar.names.column(), null, List.of(), List.of(), null);
  }

  /// `WINDOW a AS (...), b AS (...)`, or nothing.
  List<Window> clause() {
    List<Window> windows = new ArrayList<>();
    if (tokens.accept("window")) {
      do {
        String name = grammar.names.column();
        tokens.expect("as");
        windows.add(specification(name));
      } while (tokens.accept(','));
    }
    return windows;
  }

  private Window specification(@Nullable String name) {
    tokens.enter();
    int position = tokens.position();
    tokens.expect('(');
    @Nullable String base = null;
    if (Names.isColumn(tokens.peek()) && !tokens.isAny("partition", "range", "rows", "groups")) {
      base = grammar.names.column();
    }
    List<Expression> partitionBy = List.of();
    if (tokens.accept("partition")) {
      tokens.expect("by");
      partitionBy = grammar.expressions.list();
    }
    List<SortBy> orderBy = grammar.selects.orderBy();
    @Nullable Frame frame = tokens.isAny("range", "rows", "groups") ? frame() : null;
    tokens.expect(')');
    tokens.leave();
    return new Window(position, name, base, partitionBy, orderBy, frame);
  }

  private Frame frame() {
    int position = tokens.position();
    Frame.Mode mode =
        switch (tokens.next().value()) {
          case "range" -> Frame.Mode.RANGE;
          case "rows" -> Frame.Mode.ROWS;
          default -> Frame.Mode.GROUPS;
        };
    Bound start;
    Bound end;
    if (tokens.accept("between")) {
      if (tokens.is("between")) {
        throw tokens.error();
      }
      start = bound();
      tokens.expect("and");
      end = bound();
    } else {
      start = bound();
      end = new Bound(start.position(), Kind.CURRENT_ROW, null);
    }
    check(start, end);
    return new Frame(position, mode, start, end, exclusion());
  }

  private Frame.Exclusion exclusion() {
    if (!tokens.accept("exclude")) {
      return Frame.Exclusion.NO_OTHERS;
    }
    if (tokens.accept("current")) {
      tokens.expect("row");
      return Frame.Exclusion.CURRENT_ROW;
    } else if (tokens.accept("group")) {
      return Frame.Exclusion.GROUP;
    } else if (tokens.accept("ties")) {
      return Frame.Exclusion.TIES;
    }
    tokens.expect("no");
    tokens.expect("others");
    return Frame.Exclusion.NO_OTHERS;
  }

  private Bound bound() {
    int position = tokens.position();
    if (tokens.is("unbounded") && TokenStream.isAny(tokens.peek(1), "preceding", "following")) {
      tokens.next();
      Kind kind =
          tokens.next().is("preceding") ? Kind.UNBOUNDED_PRECEDING : Kind.UNBOUNDED_FOLLOWING;
      return new Bound(position, kind, null);
    }
    if (tokens.accept("current", "row")) {
      return new Bound(position, Kind.CURRENT_ROW, null);
    }
    Expression offset = grammar.expressions.expression();
    if (!tokens.isAny("preceding", "following")) {
      throw tokens.error();
    }
    Kind kind = tokens.next().is("preceding") ? Kind.PRECEDING : Kind.FOLLOWING;
    return new Bound(position, kind, offset);
  }

  private static void check(Bound start, Bound end) {
    String problem = null;
    int position = start.position();
    if (start.kind() == Kind.UNBOUNDED_FOLLOWING) {
      problem = "frame start cannot be UNBOUNDED FOLLOWING";
    } else if (end.kind() == Kind.UNBOUNDED_PRECEDING) {
      problem = "frame end cannot be UNBOUNDED PRECEDING";
      position = end.position();
    } else if (end.position() == start.position() && start.kind() == Kind.FOLLOWING) {
      problem = "frame starting from following row cannot end with current row";
    } else if (end.kind().compareTo(start.kind()) < 0) {
      problem =
          start.kind() == Kind.CURRENT_ROW
              ? "frame starting from current row cannot have preceding rows"
              : "frame starting from following row cannot have preceding rows";
      position = end.position();
    }
    if (problem != null) {
      throw new BraidException(SqlState.WINDOWING_ERROR, problem).at(position);
    }
  }
}
