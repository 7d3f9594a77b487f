package dev.braid.local;

import dev.braid.catalog.CsvFormat;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.sql.ast.Option;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The options of a COPY, with PostgreSQL's defaults.
///
/// @param header whether a first line names the columns
/// @param match whether those names must be the table's
/// @param quoteAll FORCE_QUOTE *
record CopyOptions(
    Format format,
    byte delimiter,
    byte quote,
    byte escape,
    String nullText,
    boolean header,
    boolean match,
    boolean quoteAll,
    Set<String> forceQuote) {
  enum Format {
    TEXT,
    CSV,
    PARQUET
  }

  private static final String NOT_DELIMITERS = "\\.abcdefghijklmnopqrstuvwxyz0123456789";

  CsvFormat csv() {
    return new CsvFormat(delimiter, quote, escape, nullText, header, StandardCharsets.UTF_8);
  }

  /// @throws BraidException 42601, 22023 as PostgreSQL; 0A000 for options that Braid has not
  static CopyOptions of(List<Option> options) {
    Set<String> seen = new HashSet<>();
    for (Option option : options) {
      if (!seen.add(option.name())) {
        throw at(option, SqlState.SYNTAX_ERROR, "conflicting or redundant options");
      }
    }
    Format format = Format.TEXT;
    for (Option option : options) {
      if (option.name().equals("format")) {
        format = format(option);
      }
    }
    Builder builder = new Builder(format);
    options.forEach(builder::add);
    return builder.build();
  }

  private static Format format(Option option) {
    String word = value(option);
    return switch (word) {
      case "text" -> Format.TEXT;
      case "csv" -> Format.CSV;
      case "parquet" -> Format.PARQUET;
      case "binary" ->
          throw at(
              option, SqlState.FEATURE_NOT_SUPPORTED, "COPY format \"binary\" is not supported");
      default ->
          throw at(
              option,
              SqlState.INVALID_PARAMETER_VALUE,
              "COPY format \"%s\" not recognized".formatted(word));
    };
  }

  private static String value(Option option) {
    if (option.values().isEmpty()) {
      throw at(option, SqlState.SYNTAX_ERROR, option.name() + " requires a parameter");
    }
    return option.values().getFirst();
  }

  private static BraidException at(Option option, String sqlState, String message) {
    return new BraidException(sqlState, message, option.position(), null, null, null);
  }

  private static final class Builder {
    private final Format format;
    private byte delimiter;
    private byte quote = '"';
    private byte escape;
    private String nullText;
    private boolean header;
    private boolean match;
    private boolean quoteAll;
    private final Set<String> forceQuote = new HashSet<>();

    Builder(Format format) {
      this.format = format;
      this.delimiter = (byte) (format == Format.CSV ? ',' : '\t');
      this.nullText = format == Format.CSV ? "" : "\\N";
    }

    void add(Option option) {
      switch (option.name()) {
        case "format" -> {}
        case "delimiter" -> {
          notParquet(option);
          delimiter = character(option, "delimiter");
          if (format == Format.TEXT && NOT_DELIMITERS.indexOf((char) delimiter) >= 0) {
            throw at(
                option,
                SqlState.INVALID_PARAMETER_VALUE,
                "COPY delimiter cannot be \"%s\"".formatted((char) delimiter));
          }
        }
        case "null" -> {
          notParquet(option);
          nullText = value(option);
          if (nullText.indexOf('\n') >= 0 || nullText.indexOf('\r') >= 0) {
            throw at(
                option,
                SqlState.INVALID_PARAMETER_VALUE,
                "COPY null representation cannot use newline or carriage return");
          }
        }
        case "quote" -> {
          csvOnly(option, "QUOTE");
          quote = character(option, "quote");
        }
        case "escape" -> {
          csvOnly(option, "ESCAPE");
          escape = character(option, "escape");
        }
        case "header" -> {
          notParquet(option);
          header(option);
        }
        case "force_quote" -> {
          csvOnly(option, "FORCE_QUOTE");
          quoteAll = option.values().equals(List.of("*"));
          forceQuote.addAll(option.values());
        }
        case "encoding" -> {
          String plain = value(option).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
          if (!plain.equals("utf8")) {
            throw unsupported(option, "COPY encodings other than UTF8 are");
          }
        }
        case "freeze",
            "default",
            "force_not_null",
            "force_null",
            "on_error",
            "reject_limit",
            "log_verbosity" ->
            throw unsupported(option, "COPY option \"" + option.name() + "\" is");
        default ->
            throw at(
                option,
                SqlState.SYNTAX_ERROR,
                "option \"%s\" not recognized".formatted(option.name()));
      }
    }

    private void header(Option option) {
      String word =
          option.values().isEmpty() ? "true" : option.values().getFirst().toLowerCase(Locale.ROOT);
      switch (word) {
        case "true", "on", "1" -> header = true;
        case "false", "off", "0" -> header = false;
        case "match" -> {
          header = true;
          match = true;
        }
        default ->
            throw at(option, SqlState.SYNTAX_ERROR, "header requires a Boolean value or \"match\"");
      }
    }

    private byte character(Option option, String what) {
      String text = value(option);
      if (text.length() != 1 || text.charAt(0) > 127 || text.charAt(0) == 0) {
        throw at(
            option,
            SqlState.FEATURE_NOT_SUPPORTED,
            "COPY %s must be a single one-byte character".formatted(what));
      }
      char c = text.charAt(0);
      if (c == '\n' || c == '\r') {
        throw at(
            option,
            SqlState.INVALID_PARAMETER_VALUE,
            "COPY %s cannot be newline or carriage return".formatted(what));
      }
      return (byte) c;
    }

    private void csvOnly(Option option, String what) {
      if (format != Format.CSV) {
        throw at(
            option, SqlState.FEATURE_NOT_SUPPORTED, "COPY %s requires CSV mode".formatted(what));
      }
    }

    private void notParquet(Option option) {
      if (format == Format.PARQUET) {
        throw unsupported(option, "COPY option \"" + option.name() + "\" with format parquet is");
      }
    }

    private static BraidException unsupported(Option option, String what) {
      return at(option, SqlState.FEATURE_NOT_SUPPORTED, what + " not supported");
    }

    CopyOptions build() {
      if (format == Format.CSV && delimiter == quote) {
        throw invalid("COPY delimiter and quote must be different");
      }
      if (format != Format.PARQUET && nullText.indexOf(delimiter) >= 0) {
        throw invalid("COPY delimiter character must not appear in the NULL specification");
      }
      if (format == Format.CSV && nullText.indexOf(quote) >= 0) {
        throw invalid("CSV quote character must not appear in the NULL specification");
      }
      return new CopyOptions(
          format,
          delimiter,
          quote,
          escape == 0 ? quote : escape,
          nullText,
          header,
          match,
          quoteAll,
          forceQuote);
    }

    private static BraidException invalid(String message) {
      return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
    }
  }
}
