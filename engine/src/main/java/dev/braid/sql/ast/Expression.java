package dev.braid.sql.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression as written. Parentheses leave no node; a minus before a numeric literal is part of
/// the literal; chains of AND and of OR are one node each, so that a list of a thousand conditions
/// is not a thousand deep.
public sealed interface Expression extends SyntaxNode {

  record NullLiteral(int position) implements Expression {}

  record BooleanLiteral(int position, boolean value) implements Expression {}

  /// An integer that fits `int4`.
  record IntegerLiteral(int position, int value) implements Expression {}

  /// Any other number: an integer too large for `int4` in decimal, hexadecimal, octal or binary
  /// digits, or with a point or an exponent.
  ///
  /// @param text as written without underscores, with `-` when negative
  record NumericLiteral(int position, String text) implements Expression {}

  /// A string of any form, its escapes decoded. Its type is `unknown` until something decides.
  record StringLiteral(int position, String value) implements Expression {}

  /// `B'0101'`, `X'1F'`.
  record BitLiteral(int position, boolean hexadecimal, String digits) implements Expression {}

  /// `date '2025-01-01'`, `interval '1' day`, `any.type 'text'`.
  ///
  /// @param position of the type's name
  /// @param valuePosition of the string
  record TypedLiteral(int position, TypeName type, String value, int valuePosition)
      implements Expression {}

  /// `$1`.
  record Parameter(int position, int number) implements Expression {}

  /// `c`, `t.c`, `s.t.c`, folded unless quoted.
  record ColumnReference(int position, List<String> names) implements Expression {
    public ColumnReference {
      names = List.copyOf(names);
    }
  }

  /// `*`, or `t.*` with a qualifier. Only select lists, `count(*)` (see [FunctionCall#star]) and
  /// rows know what to do with one.
  record Star(int position, List<String> qualifier) implements Expression {
    public Star {
      qualifier = List.copyOf(qualifier);
    }
  }

  /// `left + right`, or a prefix operator when there is no left.
  record Operation(int position, OperatorName operator, @Nullable Expression left, Expression right)
      implements Expression {}

  /// Two or more operands under AND or OR.
  record Logic(int position, Connective connective, List<Expression> operands)
      implements Expression {
    public Logic {
      operands = List.copyOf(operands);
    }

    public enum Connective {
      AND,
      OR
    }
  }

  record Not(int position, Expression operand) implements Expression {}

  /// `operand IS [NOT] NULL`, and the tests of booleans.
  record Is(int position, Expression operand, Test test, boolean negated) implements Expression {
    public enum Test {
      NULL,
      TRUE,
      FALSE,
      UNKNOWN
    }
  }

  /// `operand IS [NOT] JSON [item] [WITH UNIQUE KEYS]`.
  record IsJson(int position, Expression operand, Item item, boolean uniqueKeys, boolean negated)
      implements Expression {
    public enum Item {
      VALUE,
      ARRAY,
      OBJECT,
      SCALAR
    }
  }

  /// `left IS [NOT] DISTINCT FROM right`.
  record IsDistinct(int position, Expression left, Expression right, boolean negated)
      implements Expression {}

  record Between(
      int position,
      Expression operand,
      Expression low,
      Expression high,
      boolean symmetric,
      boolean negated)
      implements Expression {}

  record InList(int position, Expression operand, List<Expression> list, boolean negated)
      implements Expression {
    public InList {
      list = List.copyOf(list);
    }
  }

  record InSubquery(int position, Expression operand, Query query, boolean negated)
      implements Expression {}

  /// LIKE, ILIKE and SIMILAR TO.
  record Like(
      int position,
      Kind kind,
      Expression operand,
      Expression pattern,
      @Nullable Expression escape,
      boolean negated)
      implements Expression {
    public enum Kind {
      LIKE,
      ILIKE,
      SIMILAR_TO
    }
  }

  /// `left = ANY (array)`; LIKE and its kin are the operators `~~`, `!~~`, `~~*`, `!~~*`.
  record Quantified(
      int position, Expression left, OperatorName operator, boolean all, Expression array)
      implements Expression {}

  /// `left = ANY (SELECT ...)`.
  record QuantifiedSubquery(
      int position, Expression left, OperatorName operator, boolean all, Query query)
      implements Expression {}

  record Exists(int position, Query query) implements Expression {}

  /// A query in parentheses, for its one value.
  record ScalarSubquery(int position, Query query) implements Expression {}

  /// `ARRAY(SELECT ...)`.
  record ArraySubquery(int position, Query query) implements Expression {}

  /// `ARRAY[...]`; an inner `[...]` is one too.
  record ArrayConstructor(int position, List<Expression> elements) implements Expression {
    public ArrayConstructor {
      elements = List.copyOf(elements);
    }
  }

  /// `ROW(a, b)`, or `(a, b)` when not explicit.
  record Row(int position, List<Expression> fields, boolean explicit) implements Expression {
    public Row {
      fields = List.copyOf(fields);
    }
  }

  /// `operand[1].field[2:3].*`; of a column reference, what follows its first subscript.
  record Indirection(int position, Expression operand, List<Step> steps) implements Expression {
    public Indirection {
      steps = List.copyOf(steps);
    }

    public sealed interface Step extends SyntaxNode {}

    public record Field(int position, String name) implements Step {}

    public record AllFields(int position) implements Step {}

    public record Element(int position, Expression index) implements Step {}

    public record Slice(int position, @Nullable Expression lower, @Nullable Expression upper)
        implements Step {}
  }

  /// `CAST(operand AS type)` and `operand::type`.
  record Cast(int position, Expression operand, TypeName type) implements Expression {}

  record Collate(int position, Expression operand, List<String> collation) implements Expression {
    public Collate {
      collation = List.copyOf(collation);
    }
  }

  /// @param operand of `CASE operand WHEN value`; null when each WHEN is a condition
  record Case(
      int position, @Nullable Expression operand, List<When> whens, @Nullable Expression otherwise)
      implements Expression {
    public Case {
      whens = List.copyOf(whens);
    }

    public record When(int position, Expression condition, Expression result)
        implements SyntaxNode {}
  }

  record Coalesce(int position, List<Expression> arguments) implements Expression {
    public Coalesce {
      arguments = List.copyOf(arguments);
    }
  }

  record NullIf(int position, Expression left, Expression right) implements Expression {}

  /// GREATEST, or LEAST.
  record Extremum(int position, boolean greatest, List<Expression> arguments)
      implements Expression {
    public Extremum {
      arguments = List.copyOf(arguments);
    }
  }

  /// A call of a function, aggregate or window function.
  ///
  /// @param name with its schema when one was written; the SQL forms have `pg_catalog`
  /// @param star `count(*)`
  /// @param variadic the last argument is `VARIADIC array`
  /// @param orderBy inside the parentheses, or of WITHIN GROUP
  /// @param over the window; one that only has a name for `OVER name`
  /// @param form the special syntax the call was written in; the arguments are in the function's
  ///   own order: `position(a IN b)` is `position(b, a)`
  record FunctionCall(
      int position,
      List<String> name,
      List<Argument> arguments,
      boolean star,
      boolean distinct,
      boolean variadic,
      List<SortBy> orderBy,
      boolean withinGroup,
      @Nullable Expression filter,
      @Nullable Window over,
      Form form)
      implements Expression {
    public FunctionCall {
      name = List.copyOf(name);
      arguments = List.copyOf(arguments);
      orderBy = List.copyOf(orderBy);
    }

    /// A call in one of the SQL standard's special forms.
    public static FunctionCall of(
        int position, String name, Form form, List<Expression> arguments) {
      List<Argument> positional =
          arguments.stream().map(a -> new Argument(a.position(), null, a)).toList();
      return new FunctionCall(
          position,
          List.of("pg_catalog", name),
          positional,
          false,
          false,
          false,
          List.of(),
          false,
          null,
          null,
          form);
    }

    /// @param name of `name => value`
    public record Argument(int position, @Nullable String name, Expression value)
        implements SyntaxNode {}

    /// How a call was written.
    public enum Form {
      /// `name(arguments)`.
      PLAIN,
      /// `EXTRACT(field FROM x)`, the field a string literal.
      EXTRACT,
      /// `SUBSTRING(x FROM y FOR z)`; `SUBSTRING(x FOR z)` is from 1.
      SUBSTRING,
      /// `SUBSTRING(x SIMILAR y ESCAPE z)`.
      SUBSTRING_SIMILAR,
      POSITION,
      OVERLAY,
      /// `btrim`, `ltrim` or `rtrim`.
      TRIM,
      /// `timezone(zone, x)`.
      AT_TIME_ZONE,
      /// `timezone(x)`.
      AT_LOCAL,
      /// `"overlaps"(a, b, c, d)`.
      OVERLAPS,
      NORMALIZE,
      IS_NORMALIZED,
      /// `pg_collation_for(x)`.
      COLLATION_FOR,
      SYSTEM_USER
    }
  }

  /// The functions without parentheses.
  ///
  /// @param precision of `CURRENT_TIMESTAMP(3)`
  record ValueFunction(int position, Function function, @Nullable Integer precision)
      implements Expression {
    public enum Function {
      CURRENT_DATE,
      CURRENT_TIME,
      CURRENT_TIMESTAMP,
      LOCALTIME,
      LOCALTIMESTAMP,
      CURRENT_ROLE,
      CURRENT_USER,
      USER,
      SESSION_USER,
      CURRENT_CATALOG,
      CURRENT_SCHEMA;

      /// As written in SQL, which also names the column.
      public String sql() {
        return name().toLowerCase(java.util.Locale.ROOT);
      }
    }
  }

  /// `GROUPING(a, b)`.
  record Grouping(int position, List<Expression> arguments) implements Expression {
    public Grouping {
      arguments = List.copyOf(arguments);
    }
  }
}
