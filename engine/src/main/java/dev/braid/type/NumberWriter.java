package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.NumberPattern.Anchor;
import dev.braid.type.NumberPattern.Element;
import dev.braid.type.NumberPattern.Symbol;
import java.util.Locale;

/// Writes the digits of one number into a format.
///
/// The format's digit positions are walked from left to right together with the digits; the blanks
/// in front of a short number take positions too. Where the format has more positions than a float
/// has digits, the text ends there, whatever the format has behind.
final class NumberWriter {
  private final NumberPattern pattern;
  private final String digits;
  private final char sign;
  private final int blanks;
  private final Anchor anchor;
  private final boolean brackets;

  /// Positions of the format, the sign's included where it takes one.
  private final int positions;

  /// Index in `digits` of the last one that FM keeps, -1 where it keeps all.
  private final int lastKept;

  private final StringBuilder out = new StringBuilder(32);
  private boolean signWritten;
  private boolean inNumber;
  private boolean exhausted;
  private int position;
  private int digit;

  NumberWriter(NumberPattern pattern, String digits, char sign, int blanks, int fractionDigits) {
    this.pattern = pattern;
    this.digits = digits;
    this.sign = sign;
    this.blanks = blanks;
    boolean separateSign = pattern.plus || pattern.minus;
    this.brackets = pattern.brackets && (separateSign || sign == '-' || !pattern.fill);
    this.signWritten =
        separateSign ? pattern.minus : sign == '+' && pattern.fill && pattern.anchor == Anchor.NONE;
    boolean behindAll =
        pattern.anchor == Anchor.BEFORE
            && !separateSign
            && pattern.digitsBeforeSign == pattern.integerDigits + pattern.shift;
    this.anchor = behindAll ? Anchor.AFTER : pattern.anchor;
    this.lastKept = pattern.fill && pattern.point ? lastKept() : -1;
    int count = fractionDigits + pattern.integerDigits + pattern.shift - 1;
    this.positions =
        count
            + (!signWritten && blanks == 0 ? 1 : 0)
            + (blanks > 0 ? 1 : 0)
            + (pattern.point ? 1 : 0);
  }

  private int lastKept() {
    int point = digits.indexOf('.');
    if (point < 0) {
      return -1;
    }
    int last = point;
    for (int i = point + 1; i < digits.length(); i++) {
      if (digits.charAt(i) != '0') {
        last = i;
      }
    }
    return pattern.zeroEnd > blanks
        ? Math.max(last, Math.min(digits.length() - 1, pattern.zeroEnd - blanks))
        : last;
  }

  String write() {
    for (Element element : pattern.elements) {
      switch (element.symbol()) {
        case NINE, ZERO, POINT, D -> {
          if (!pattern.roman) {
            writeDigit(element.symbol());
          }
        }
        case COMMA, G -> {
          if (inNumber) {
            out.append(',');
          } else if (!pattern.fill) {
            out.append(' ');
          }
        }
        case L -> out.append(' ');
        case RN -> writeRoman(element.text());
        case TH -> writeOrdinal(element.text());
        case MI -> writeSign('-');
        case PL -> writeSign('+');
        case SG -> out.append(sign);
        case LITERAL -> out.append(element.text());
        case S, B, C, EEEE, FM, PR, SP, V -> {}
      }
      if (exhausted) {
        break;
      }
    }
    return out.toString();
  }

  private void writeRoman(String symbol) {
    String text = symbol.equals("rn") ? digits.toLowerCase(Locale.ROOT) : digits;
    if (!pattern.fill) {
      out.repeat(' ', RomanNumerals.WIDTH - text.length());
    }
    out.append(text);
  }

  private void writeSign(char written) {
    if (sign == written) {
      out.append(written);
    } else if (!pattern.fill) {
      out.append(' ');
    }
  }

  private void writeOrdinal(String symbol) {
    if (pattern.roman || digits.startsWith("#") || sign == '-' || pattern.point) {
      return;
    }
    char last = digits.charAt(digits.length() - 1);
    if (last < '0' || last > '9') {
      throw new BraidException(
          SqlState.INVALID_TEXT_REPRESENTATION, "\"" + digits + "\" is not a number");
    }
    boolean teen = digits.length() > 1 && digits.charAt(digits.length() - 2) == '1';
    String ending =
        switch (teen ? '0' : last) {
          case '1' -> "st";
          case '2' -> "nd";
          case '3' -> "rd";
          default -> "th";
        };
    out.append(symbol.equals("th") ? ending : ending.toUpperCase(Locale.ROOT));
  }

  /// A lone 0 before the point, which formats without 0 do not show.
  private boolean isHiddenZero() {
    return pattern.zeroStart < 0
        && digit == 0
        && digits.startsWith("0")
        && pattern.fractionDigits > 0;
  }

  private boolean endsWithPoint() {
    return lastKept >= 0 && digits.charAt(lastKept) == '.';
  }

  private void writeDigit(Symbol symbol) {
    inNumber = false;
    boolean zeroHere = pattern.zeroStart >= 0 && pattern.zeroStart <= position;
    if (!signWritten
        && (position >= blanks || pattern.zeroStart == position)
        && (!isHiddenZero() || endsWithPoint())) {
      writeLeadingSign();
    }
    if (position < blanks) {
      if (zeroHere) {
        out.append('0');
        inNumber = true;
      } else if (!pattern.fill) {
        out.append(' ');
      }
    } else {
      writeNext(symbol);
      if (exhausted) {
        return;
      }
    }
    int end = lastKept >= 0 && lastKept == digit ? position : positions;
    if (position + 1 == end) {
      writeTrailingSign();
    }
    position++;
  }

  private void writeLeadingSign() {
    if (pattern.anchor != Anchor.NONE) {
      if (anchor == Anchor.BEFORE) {
        out.append(sign);
        signWritten = true;
      }
      return;
    }
    if (brackets) {
      out.append(sign == '+' ? ' ' : '<');
    } else if (sign == '-') {
      out.append('-');
    } else if (!pattern.fill) {
      out.append(' ');
    }
    signWritten = true;
  }

  private void writeTrailingSign() {
    if (signWritten && brackets) {
      out.append(sign == '+' ? ' ' : '>');
    } else if (anchor == Anchor.AFTER) {
      out.append(sign);
    }
  }

  private void writeNext(Symbol symbol) {
    if (digit < digits.length() && digits.charAt(digit) == '.') {
      out.append('.');
    } else if (lastKept >= 0 && digit > lastKept && symbol != Symbol.ZERO) {
      inNumber = false;
    } else if (isHiddenZero()) {
      if (!pattern.fill) {
        out.append(' ');
      } else if (endsWithPoint()) {
        out.append('0');
      }
    } else if (digit < digits.length()) {
      out.append(digits.charAt(digit));
      inNumber = true;
    } else {
      exhausted = true;
      return;
    }
    if (digit < digits.length()) {
      digit++;
    }
  }
}
