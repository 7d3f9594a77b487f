package dev.braid.sql.parse;

/// The parsers of one text, which need each other.
final class Grammar {
  final TokenStream tokens;
  final Names names;
  final TypeNameParser types;
  final OperatorParser operators;
  final ExpressionParser expressions;
  final PrimaryParser primaries;
  final CallParser calls;
  final SpecialCallParser specialCalls;
  final WindowParser windows;
  final SelectParser selects;
  final WithParser withs;
  final FromParser froms;
  final GroupByParser groups;
  final OptionParser options;
  final TableStatementParser tables;
  final UtilityParser utilities;
  final StatementParser statements;

  Grammar(String text) {
    tokens = new TokenStream(text);
    names = new Names(tokens);
    types = new TypeNameParser(this);
    operators = new OperatorParser(this);
    expressions = new ExpressionParser(this);
    primaries = new PrimaryParser(this);
    calls = new CallParser(this);
    specialCalls = new SpecialCallParser(this);
    windows = new WindowParser(this);
    selects = new SelectParser(this);
    withs = new WithParser(this);
    froms = new FromParser(this);
    groups = new GroupByParser(this);
    options = new OptionParser(this);
    tables = new TableStatementParser(this);
    utilities = new UtilityParser(this);
    statements = new StatementParser(this);
  }
}
