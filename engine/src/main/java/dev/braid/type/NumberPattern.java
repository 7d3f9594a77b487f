package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A format of to_char and to_number, taken apart into its elements and checked.
final class NumberPattern {
  /// An element in the order of the format; a literal character has its text.
  record Element(Symbol symbol, String text) {}

  /// What formats are made of. All but LITERAL are written in capitals or in small letters; that
  /// makes a difference for RN and TH only.
  enum Symbol {
    COMMA(","),
    POINT("."),
    ZERO("0"),
    NINE("9"),
    B("B"),
    C("C"),
    D("D"),
    EEEE("EEEE"),
    FM("FM"),
    G("G"),
    L("L"),
    MI("MI"),
    PL("PL"),
    PR("PR"),
    RN("RN"),
    SG("SG"),
    SP("SP"),
    S("S"),
    TH("TH"),
    V("V"),
    LITERAL("");

    private final String capitals;
    private final String small;

    Symbol(String capitals) {
      this.capitals = capitals;
      this.small = capitals.toLowerCase(java.util.Locale.ROOT);
    }

    static @Nullable Symbol at(String format, int position) {
      for (Symbol symbol : ALL) {
        if (symbol != LITERAL
            && (format.startsWith(symbol.capitals, position)
                || format.startsWith(symbol.small, position))) {
          return symbol;
        }
      }
      return null;
    }

    private static final Symbol[] ALL = values();
  }

  /// Where S puts the sign.
  enum Anchor {
    NONE,
    BEFORE,
    AFTER
  }

  final List<Element> elements = new ArrayList<>();
  int integerDigits;
  int fractionDigits;

  /// Digits behind V.
  int shift;

  /// Digits before the first 0, or -1 without one before the point.
  int zeroStart = -1;

  /// Digits up to and with the last 0.
  int zeroEnd;

  /// Digits before S.
  int digitsBeforeSign;

  Anchor anchor = Anchor.NONE;
  boolean point;

  /// B in front of all digits, which has no effect but that RN and EEEE do not go with it.
  boolean blank;

  boolean fill;
  boolean minus;
  boolean plus;
  boolean brackets;
  boolean roman;
  boolean shifted;
  boolean scientific;

  NumberPattern(String format) {
    int at = 0;
    while (at < format.length()) {
      Symbol symbol = Symbol.at(format, at);
      if (symbol != null) {
        String text = format.substring(at, at + symbol.capitals.length());
        at += text.length();
        elements.add(new Element(symbol, text));
        accept(symbol);
        requireRomanAlone();
      } else if (format.charAt(at) == '"') {
        at = quoted(format, at + 1);
      } else {
        at += format.startsWith("\\\"", at) ? 1 : 0;
        at = literal(format, at);
      }
    }
  }

  private int quoted(String format, int from) {
    int at = from;
    while (at < format.length()) {
      char c = format.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      at = literal(format, c == '\\' && at + 1 < format.length() ? at + 1 : at);
    }
    return at;
  }

  private int literal(String format, int at) {
    int end = format.offsetByCodePoints(at, 1);
    elements.add(new Element(Symbol.LITERAL, format.substring(at, end)));
    return end;
  }

  private void accept(Symbol symbol) {
    if (scientific && symbol != Symbol.EEEE) {
      throw wrong("\"EEEE\" must be the last pattern used");
    }
    switch (symbol) {
      case NINE -> {
        requireNoBrackets("9");
        digit();
      }
      case ZERO -> {
        requireNoBrackets("0");
        if (zeroStart < 0 && !point) {
          zeroStart = integerDigits;
        }
        if (point) {
          fractionDigits++;
        } else {
          integerDigits++;
        }
        zeroEnd = integerDigits + fractionDigits;
      }
      case D, POINT -> {
        if (point) {
          throw wrong("multiple decimal points");
        }
        if (shifted) {
          throw wrong("cannot use \"V\" and decimal point together");
        }
        point = true;
      }
      case FM -> fill = true;
      case S -> sign();
      case MI, PL, SG -> {
        if (anchor != Anchor.NONE) {
          throw wrong("cannot use \"S\" and \"" + symbol + "\" together");
        }
        minus |= symbol != Symbol.PL;
        plus |= symbol != Symbol.MI;
      }
      case PR -> {
        if (anchor != Anchor.NONE || plus || minus) {
          throw wrong("cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together");
        }
        brackets = true;
      }
      case RN -> {
        if (roman) {
          throw wrong("cannot use \"RN\" twice");
        }
        roman = true;
      }
      case V -> {
        if (point) {
          throw wrong("cannot use \"V\" and decimal point together");
        }
        shifted = true;
      }
      case EEEE -> {
        if (scientific) {
          throw wrong("cannot use \"EEEE\" twice");
        }
        if (fill
            || blank
            || anchor != Anchor.NONE
            || brackets
            || minus
            || plus
            || roman
            || shifted) {
          throw incompatible(
              "EEEE", "\"EEEE\" may only be used together with digit and decimal point patterns.");
        }
        scientific = true;
      }
      case B -> blank |= integerDigits + fractionDigits == 0 && zeroStart < 0;
      case COMMA, C, G, L, SP, TH, LITERAL -> {}
    }
  }

  private void requireRomanAlone() {
    if (roman
        && (point
            || blank
            || zeroStart >= 0
            || shifted
            || plus
            || minus
            || brackets
            || anchor != Anchor.NONE
            || scientific)) {
      throw incompatible("RN", "\"RN\" may only be used together with \"FM\".");
    }
  }

  private void digit() {
    if (shifted) {
      shift++;
    } else if (point) {
      fractionDigits++;
    } else {
      integerDigits++;
    }
  }

  private void sign() {
    if (anchor != Anchor.NONE) {
      throw wrong("cannot use \"S\" twice");
    }
    if (plus || minus || brackets) {
      throw wrong("cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together");
    }
    anchor = point ? Anchor.AFTER : Anchor.BEFORE;
    digitsBeforeSign = integerDigits;
  }

  private void requireNoBrackets(String digit) {
    if (brackets) {
      throw wrong("\"" + digit + "\" must be ahead of \"PR\"");
    }
  }

  private static BraidException wrong(String message) {
    return new BraidException(SqlState.SYNTAX_ERROR, message);
  }

  private static BraidException incompatible(String symbol, String detail) {
    return new BraidException(
        SqlState.SYNTAX_ERROR,
        "\"" + symbol + "\" is incompatible with other formats",
        0,
        detail,
        null,
        null);
  }
}
