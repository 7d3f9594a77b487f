package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.local.CopyOptions.Format;
import dev.braid.sql.ast.Option;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the options of a COPY as PostgreSQL does: first each value for itself, in the order
/// written, then what does not go together. Of several mistakes it names the one that PostgreSQL
/// names.
final class CopyOptionReader {
  private static final String NOT_DELIMITERS = "\\.abcdefghijklmnopqrstuvwxyz0123456789";

  /// Other encodings that PostgreSQL has, by their letters and digits.
  private static final Set<String> OTHER_ENCODINGS =
      Set.of(
          """
          sqlascii eucjp euccn euckr euctw eucjis2004 muleinternal latin2 latin3 latin4
          latin5 latin6 latin7 latin8 latin9 latin10 win1256 windows1256 win1258
          windows1258 win866 windows866 alt win874 windows874 koi8r koi8 koi8u win1251
          windows1251 win iso88592 iso88593 iso88594 iso88595 iso88596 iso88597 iso88598
          iso88599 iso885910 iso885913 iso885914 iso885915 iso885916 win1250 windows1250
          win1253 windows1253 win1254 windows1254 win1255 windows1255 win1257
          windows1257 sjis shiftjis mskanji win932 windows932 big5 win950 windows950 gbk
          win936 windows936 uhc win949 windows949 gb18030 johab shiftjis2004 abc tcvn
          tcvn5712 vscii
          """
              .strip()
              .split("\\s+"));

  private final boolean from;
  private final Map<String, Option> options = new HashMap<>();
  private Format format = Format.TEXT;
  private boolean header;
  private boolean match;
  private Charset encoding = StandardCharsets.UTF_8;

  private CopyOptionReader(boolean from) {
    this.from = from;
  }

  /// @param from whether it is COPY FROM
  /// @throws BraidException 42601, 22023, 0A000 as PostgreSQL; 0A000 for options that Braid has not
  static CopyOptions read(List<Option> written, boolean from) {
    CopyOptionReader reader = new CopyOptionReader(from);
    for (Option option : written) {
      if (reader.options.put(option.name(), option) != null) {
        throw at(option, SqlState.SYNTAX_ERROR, "conflicting or redundant options");
      }
      reader.value(option);
    }
    return reader.combine();
  }

  private void value(Option option) {
    switch (option.name()) {
      case "format" -> format = format(option);
      case "delimiter", "null", "default", "quote", "escape" -> text(option);
      case "freeze" -> {
        if (truth(option) && from) {
          throw unsupported(option, "COPY option \"freeze\" is");
        }
      }
      case "header" -> header(option);
      case "force_quote", "force_not_null", "force_null" -> {
        if (!option.list() && !option.values().equals(List.of("*"))) {
          throw at(
              option,
              SqlState.INVALID_PARAMETER_VALUE,
              "argument to option \"%s\" must be a list of column names".formatted(option.name()));
        }
      }
      case "encoding" -> encoding = encoding(option);
      case "on_error" -> onError(option);
      case "log_verbosity" -> {
        String word = text(option).toLowerCase(Locale.ROOT);
        if (!Set.of("silent", "default", "verbose").contains(word)) {
          throw at(
              option,
              SqlState.INVALID_PARAMETER_VALUE,
              "COPY LOG_VERBOSITY \"%s\" not recognized".formatted(text(option)));
        }
      }
      case "reject_limit" -> text(option);
      default ->
          throw at(
              option,
              SqlState.SYNTAX_ERROR,
              "option \"%s\" not recognized".formatted(option.name()));
    }
  }

  private static Format format(Option option) {
    String word = text(option);
    return switch (word) {
      case "text" -> Format.TEXT;
      case "csv" -> Format.CSV;
      case "parquet" -> Format.PARQUET;
      case "binary" -> throw unsupported(option, "COPY format \"binary\" is");
      default ->
          throw at(
              option,
              SqlState.INVALID_PARAMETER_VALUE,
              "COPY format \"%s\" not recognized".formatted(word));
    };
  }

  private void header(Option option) {
    String word =
        option.values().isEmpty() ? "true" : option.values().getFirst().toLowerCase(Locale.ROOT);
    switch (word) {
      case "true", "on", "1" -> header = true;
      case "false", "off", "0" -> header = false;
      case "match" -> {
        if (!from) {
          throw at(
              option,
              SqlState.FEATURE_NOT_SUPPORTED,
              "cannot use \"%s\" with HEADER in COPY TO".formatted(option.values().getFirst()));
        }
        header = true;
        match = true;
      }
      default ->
          throw at(option, SqlState.SYNTAX_ERROR, "header requires a Boolean value or \"match\"");
    }
  }

  private Charset encoding(Option option) {
    String plain = text(option).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    Charset found =
        switch (plain) {
          case "utf8", "unicode" -> StandardCharsets.UTF_8;
          case "latin1", "iso88591" -> StandardCharsets.ISO_8859_1;
          case "win1252", "windows1252" -> Charset.forName("windows-1252");
          default -> null;
        };
    if (found == null && !OTHER_ENCODINGS.contains(plain)) {
      throw at(
          option,
          SqlState.INVALID_PARAMETER_VALUE,
          "argument to option \"encoding\" must be a valid encoding name");
    }
    if (found == null || (!from && !found.equals(StandardCharsets.UTF_8))) {
      throw unsupported(option, "COPY encoding \"" + text(option) + "\" is");
    }
    return found;
  }

  private void onError(Option option) {
    String word = text(option).toLowerCase(Locale.ROOT);
    if (!from) {
      throw cannotBeUsed(option, "ON_ERROR", SqlState.INVALID_PARAMETER_VALUE);
    }
    switch (word) {
      case "stop" -> {}
      case "ignore" -> throw unsupported(option, "COPY ON_ERROR ignore is");
      default ->
          throw at(
              option,
              SqlState.INVALID_PARAMETER_VALUE,
              "COPY ON_ERROR \"%s\" not recognized".formatted(text(option)));
    }
  }

  private CopyOptions combine() {
    boolean csv = format == Format.CSV;
    if (format == Format.PARQUET) {
      for (Option option : options.values()) {
        if (!option.name().equals("format")) {
          throw unsupported(option, "COPY option \"" + option.name() + "\" with format parquet is");
        }
      }
    }
    byte delimiter = character("delimiter", (byte) (csv ? ',' : '\t'));
    if (delimiter == '\n' || delimiter == '\r') {
      throw invalid("COPY delimiter cannot be newline or carriage return");
    }
    Option nulls = options.get("null");
    String nullText = nulls != null ? text(nulls) : csv ? "" : "\\N";
    if (nullText.indexOf('\n') >= 0 || nullText.indexOf('\r') >= 0) {
      throw invalid("COPY null representation cannot use newline or carriage return");
    }
    if (format == Format.TEXT && NOT_DELIMITERS.indexOf((char) delimiter) >= 0) {
      throw invalid("COPY delimiter cannot be \"%s\"".formatted((char) delimiter));
    }
    requireCsv("quote");
    byte quote = character("quote", (byte) '"');
    if (csv && delimiter == quote) {
      throw invalid("COPY delimiter and quote must be different");
    }
    requireCsv("escape");
    byte escape = character("escape", quote);
    forced("force_quote", !from, SqlState.FEATURE_NOT_SUPPORTED);
    forced("force_not_null", from, SqlState.INVALID_PARAMETER_VALUE);
    forced("force_null", from, SqlState.INVALID_PARAMETER_VALUE);
    if (nullText.indexOf(delimiter) >= 0 && format != Format.PARQUET) {
      throw invalid("COPY delimiter character must not appear in the NULL specification");
    }
    if (csv && nullText.indexOf(quote) >= 0) {
      throw invalid("CSV quote character must not appear in the NULL specification");
    }
    afterwards();
    Option force = options.get("force_quote");
    return new CopyOptions(
        format,
        delimiter,
        lineSafe("quote", quote),
        lineSafe("escape", escape),
        nullText,
        header,
        match,
        force != null && !force.list(),
        force == null || !force.list() ? List.of() : force.values(),
        encoding);
  }

  private void afterwards() {
    Option freeze = options.get("freeze");
    if (freeze != null && truth(freeze)) {
      throw cannotBeUsed(freeze, "FREEZE", SqlState.INVALID_PARAMETER_VALUE);
    }
    Option byDefault = options.get("default");
    if (byDefault != null) {
      throw from
          ? unsupported(byDefault, "COPY option \"default\" is")
          : cannotBeUsed(byDefault, "DEFAULT", SqlState.FEATURE_NOT_SUPPORTED);
    }
    if (options.containsKey("reject_limit")) {
      throw invalid("COPY REJECT_LIMIT requires ON_ERROR to be set to IGNORE");
    }
  }

  /// One of the FORCE options, which are for CSV and for one direction each.
  private void forced(String name, boolean fits, String sqlState) {
    Option option = options.get(name);
    if (option == null) {
      return;
    }
    requireCsv(name);
    if (!fits) {
      throw cannotBeUsed(option, name.toUpperCase(Locale.ROOT), sqlState);
    }
    if (from) {
      throw unsupported(option, "COPY option \"" + name + "\" is");
    }
  }

  private void requireCsv(String name) {
    Option option = options.get(name);
    if (option != null && format != Format.CSV) {
      throw at(
          option,
          SqlState.FEATURE_NOT_SUPPORTED,
          "COPY %s requires CSV mode".formatted(name.toUpperCase(Locale.ROOT)));
    }
  }

  private byte character(String name, byte standard) {
    Option option = options.get(name);
    if (option == null) {
      return standard;
    }
    String text = text(option);
    if (text.length() != 1 || text.charAt(0) > 127 || text.charAt(0) == 0) {
      throw at(
          option,
          SqlState.FEATURE_NOT_SUPPORTED,
          "COPY %s must be a single one-byte character".formatted(name));
    }
    return (byte) text.charAt(0);
  }

  /// PostgreSQL would write, but not read, quotes that end lines.
  private byte lineSafe(String name, byte character) {
    Option option = options.get(name);
    if (option != null && (character == '\n' || character == '\r')) {
      throw unsupported(option, "COPY with a line's end as " + name + " is");
    }
    return character;
  }

  private static boolean truth(Option option) {
    String word =
        option.values().isEmpty() ? "true" : option.values().getFirst().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "true", "on", "1" -> true;
      case "false", "off", "0" -> false;
      default ->
          throw at(option, SqlState.SYNTAX_ERROR, option.name() + " requires a Boolean value");
    };
  }

  private static String text(Option option) {
    if (option.values().isEmpty()) {
      throw at(option, SqlState.SYNTAX_ERROR, option.name() + " requires a parameter");
    }
    return option.list() ? String.join(", ", option.values()) : option.values().getFirst();
  }

  private BraidException cannotBeUsed(Option option, String name, String sqlState) {
    return at(
        option,
        sqlState,
        "COPY %s cannot be used with COPY %s".formatted(name, from ? "FROM" : "TO"));
  }

  private static BraidException unsupported(Option option, String what) {
    return at(option, SqlState.FEATURE_NOT_SUPPORTED, what + " not supported");
  }

  private static BraidException invalid(String message) {
    return new BraidException(SqlState.INVALID_PARAMETER_VALUE, message);
  }

  private static BraidException at(@Nullable Option option, String sqlState, String message) {
    int position = option == null ? 0 : option.position();
    return new BraidException(sqlState, message, position, null, null, null);
  }
}
