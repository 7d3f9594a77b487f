package dev.braid.type;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.DateTimeTokens.Shape;
import dev.braid.type.DateTimeTokens.Token;
import dev.braid.type.DateTimeWords.Moment;
import dev.braid.type.DateTimeWords.Word;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the text of a date, time or timestamp, token by token.
///
/// The grammar is PostgreSQL's: the order of the pieces is free within limits, and what a number
/// means depends on those before it. See [DateTimeTokens] for the tokens, [DateTimeReader] for the
/// fields.
final class DateTimeParser {
  /// What a word or a letter before a number announced.
  private enum Prefix {
    NONE,
    JULIAN,
    TIME,
    UNIT
  }

  final DateTimeReader fields;
  final Zone session;

  /// What stands for the whole value, such as `infinity`; null where the fields do.
  @Nullable Moment moment;

  private final List<Token> tokens;
  private final long now;
  private final boolean timeOnly;
  private Prefix prefix = Prefix.NONE;

  private DateTimeParser(
      String text, String typeName, int longest, long now, Zone session, boolean timeOnly) {
    this.fields = new DateTimeReader(text, typeName);
    this.tokens = DateTimeTokens.of(text, typeName, longest);
    this.now = now;
    this.session = session;
    this.timeOnly = timeOnly;
  }

  /// @param longest text that is looked at
  /// @param now for `now`, `today` and their like
  /// @param timeOnly whether a date only helps to tell a zone's offset
  static DateTimeParser read(
      String text, String typeName, int longest, long now, Zone session, boolean timeOnly) {
    DateTimeParser parser = new DateTimeParser(text, typeName, longest, now, session, timeOnly);
    parser.read();
    return parser;
  }

  private void read() {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      switch (token.shape()) {
        case DATE -> {
          if (timeOnly) {
            dateInTime(i, token.text());
          } else {
            date(token.text());
          }
        }
        case TIME -> time(token.text());
        case SIGNED -> {
          fields.offset(token.text());
          fields.add(DateTimeReader.ZONE);
        }
        case NUMBER -> number(i, token.text());
        case WORD, SIGNED_WORD -> word(token.text());
      }
    }
    finish();
  }

  private void date(String s) {
    boolean digit = DateTimeTokens.isDigit(s.charAt(0));
    if (prefix == Prefix.JULIAN) {
      int end = digits(s);
      int number = fields.integer(s, 0, end);
      fields.offset(s.substring(end));
      fields.julianDay(number);
      fields.add(DateTimeReader.DATE | DateTimeReader.TIME | DateTimeReader.ZONE);
      prefix = Prefix.NONE;
    } else if (prefix != Prefix.NONE || fields.has(DateTimeReader.MONTH | DateTimeReader.DAY)) {
      if (!digit && prefix == Prefix.NONE) {
        namedZone(s);
        return;
      }
      if (prefix != Prefix.NONE && prefix != Prefix.TIME) {
        throw fields.badFormat();
      }
      prefix = Prefix.NONE;
      joinedWithOffset(s, fields.known);
    } else {
      fields.date(s);
    }
  }

  private static int digits(String s) {
    int end = 0;
    while (end < s.length() && DateTimeTokens.isDigit(s.charAt(end))) {
      end++;
    }
    return end;
  }

  private void joinedWithOffset(String s, int known) {
    int minus = s.indexOf('-');
    if (fields.has(DateTimeReader.TIME) || minus < 0) {
      throw fields.badFormat();
    }
    fields.offset(s.substring(minus));
    fields.add(fields.joined(s.substring(0, minus), known) | DateTimeReader.ZONE);
  }

  private void namedZone(String name) {
    Zone zone = ZoneNames.full(name);
    if (zone == null) {
      throw new BraidException(
          SqlState.INVALID_PARAMETER_VALUE, "time zone \"" + name + "\" not recognized");
    }
    fields.zone = zone;
    fields.add(DateTimeReader.ZONE);
  }

  /// Whether a date is accepted in the text of a time: only in front.
  private boolean dateMayStand(int index) {
    return index == 0
        && tokens.size() >= 2
        && (tokens.getLast().shape() == Shape.DATE || tokens.get(1).shape() == Shape.TIME);
  }

  private void dateInTime(int index, String s) {
    if (dateMayStand(index)) {
      fields.date(s);
    } else if (DateTimeTokens.isDigit(s.charAt(0))) {
      joinedWithOffset(s, fields.known | DateTimeReader.DATE);
    } else {
      namedZone(s);
    }
  }

  private void time(String s) {
    if (prefix != Prefix.NONE) {
      if (prefix != Prefix.TIME) {
        throw fields.badFormat();
      }
      prefix = Prefix.NONE;
    }
    fields.time(s);
    fields.add(DateTimeReader.TIME);
  }

  private void number(int index, String s) {
    if (prefix == Prefix.JULIAN) {
      fields.add(fields.julianDay(s));
      prefix = Prefix.NONE;
      return;
    }
    if (prefix == Prefix.TIME) {
      int given = fields.joined(s, fields.known | DateTimeReader.DATE);
      fields.add(given);
      prefix = Prefix.NONE;
      return;
    }
    if (prefix != Prefix.NONE) {
      throw fields.badFormat();
    }
    int point = s.indexOf('.');
    if (timeOnly) {
      numberInTime(index, s, point);
    } else if (point >= 0 && (fields.known & DateTimeReader.DATE) == 0) {
      fields.date(s);
    } else if (point > 2
        || s.length() >= 6
            && !(fields.has(DateTimeReader.DATE) && fields.has(DateTimeReader.TIME))) {
      fields.add(fields.joined(s, fields.known));
    } else {
      fields.number(s, fields.monthWasWord);
    }
  }

  private void numberInTime(int index, String s, int point) {
    int known = fields.known | DateTimeReader.DATE;
    if (point < 0) {
      fields.add(s.length() > 4 ? fields.joined(s, known) : fields.number(s, false, known));
    } else if (index == 0 && tokens.size() >= 2 && tokens.getLast().shape() == Shape.DATE) {
      fields.date(s);
    } else if (point > 2) {
      fields.add(fields.joined(s, known));
    } else {
      throw fields.badFormat();
    }
  }

  private void word(String s) {
    ZoneNames.Abbreviation abbreviation = abbreviation(s);
    if (abbreviation != null) {
      fields.offset = abbreviation.offset();
      fields.add(
          abbreviation.daylight()
              ? DateTimeReader.ZONE | DateTimeReader.DAYLIGHT
              : DateTimeReader.ZONE);
      return;
    }
    Word word = DateTimeWords.find(s);
    if (word == null) {
      Zone zone = ZoneNames.full(s);
      if (zone == null) {
        throw fields.badFormat();
      }
      fields.zone = zone;
      fields.add(DateTimeReader.ZONE);
      return;
    }
    switch (word.role()) {
      case NOISE -> {}
      case MONTH -> month(word.value());
      case WEEKDAY -> fields.add(DateTimeReader.WEEKDAY);
      case HALF_DAY -> {
        fields.half = word.value();
        fields.add(DateTimeReader.HALF_DAY);
      }
      case ERA -> {
        fields.bc = word.value() == 1;
        fields.add(DateTimeReader.ERA);
      }
      case DAYLIGHT -> {
        fields.offset += word.value();
        fields.daylight = true;
        fields.add(DateTimeReader.DAYLIGHT);
      }
      case JULIAN -> announce(Prefix.JULIAN);
      case UNIT -> announce(Prefix.UNIT);
      case TIME_MARK -> {
        if (!timeOnly && !fields.has(DateTimeReader.DATE)) {
          throw fields.badFormat();
        }
        announce(Prefix.TIME);
      }
      case MOMENT -> moment(Moment.values()[word.value()]);
    }
  }

  /// The session's own abbreviations come before those of the table.
  private ZoneNames.@Nullable Abbreviation abbreviation(String s) {
    ZoneNames.Abbreviation own = SessionAbbreviations.find(s, session);
    return own != null ? own : ZoneNames.abbreviation(s);
  }

  private void announce(Prefix next) {
    if (prefix != Prefix.NONE) {
      throw fields.badFormat();
    }
    prefix = next;
  }

  private void month(int month) {
    if (timeOnly) {
      throw fields.badFormat();
    }
    int given = DateTimeReader.MONTH;
    if (fields.has(DateTimeReader.MONTH)
        && !fields.monthWasWord
        && !fields.has(DateTimeReader.DAY)
        && fields.month >= 1
        && fields.month <= 31) {
      fields.day = fields.month;
      given = DateTimeReader.DAY;
    }
    fields.monthWasWord = true;
    fields.month = month;
    fields.add(given);
  }

  private void moment(Moment named) {
    long local = session.toLocal(now);
    switch (named) {
      case MIDNIGHT -> {
        fields.timeFrom(0);
        fields.offset = 0;
        fields.add(DateTimeReader.TIME | DateTimeReader.ZONE);
      }
      case NOW -> {
        if (!timeOnly) {
          fields.dateFrom(Timestamps.dayOf(local));
          fields.julian = true;
        }
        fields.timeFrom(Timestamps.timeOf(local));
        fields.offset = session.offsetAt(now);
        fields.add(
            timeOnly
                ? DateTimeReader.TIME
                : DateTimeReader.DATE | DateTimeReader.TIME | DateTimeReader.ZONE);
      }
      case YESTERDAY, TODAY, TOMORROW -> {
        refuseInTime();
        fields.dateFrom(Timestamps.dayOf(local) + (long) named.ordinal() - Moment.TODAY.ordinal());
        fields.add(DateTimeReader.DATE);
      }
      case EPOCH, INFINITY, NEGATIVE_INFINITY -> {
        refuseInTime();
        moment = named;
        fields.add(DateTimeReader.DATE | DateTimeReader.TIME | DateTimeReader.ZONE);
      }
    }
  }

  private void refuseInTime() {
    if (timeOnly) {
      throw fields.badFormat();
    }
  }

  private void finish() {
    if (prefix != Prefix.NONE) {
      throw fields.badFormat();
    }
    if (moment != null) {
      return;
    }
    fields.finishDate();
    fields.finishHalfDay();
    if (timeOnly) {
      finishTime();
      return;
    }
    if (!fields.has(DateTimeReader.DATE)
        || fields.daylight && (fields.zone != null || !fields.has(DateTimeReader.ZONE))) {
      throw fields.badFormat();
    }
  }

  private void finishTime() {
    if (fields.timeOverflows()) {
      throw fields.fieldOverflow();
    }
    if (!fields.has(DateTimeReader.TIME)) {
      throw fields.badFormat();
    }
    Zone zone = fields.zone;
    if (zone != null && (fields.daylight || !zone.isFixed() && !fields.has(DateTimeReader.DATE))) {
      throw fields.badFormat();
    }
  }
}
