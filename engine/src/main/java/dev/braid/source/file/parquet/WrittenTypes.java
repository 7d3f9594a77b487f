package dev.braid.source.file.parquet;

import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Types that Parquet has no name for, kept beside the columns in the file's metadata under
/// `braid.type.<column>`: varchar(n), character(n), numeric without a scale, interval, jsonb, times
/// of fewer digits. Other readers see text, or the type without its modifier.
final class WrittenTypes {
  static final String PREFIX = "braid.type.";

  /// The storage parameter of that name.
  static final String PARALLEL_WORKERS = "braid.parallel_workers";

  private static final Pattern SPELLING =
      Pattern.compile("([a-z ]+?)(?:\\((\\d+)(?:,(-?\\d+))?\\))?( with.* time zone)?");

  private WrittenTypes() {}

  /// Reads what [Type#sqlName] writes; null where it is no such thing.
  static @Nullable Type parse(String spelling) {
    Matcher parts = SPELLING.matcher(spelling);
    if (!parts.matches() || spelling.length() > 60) {
      return null;
    }
    String name = parts.group(1) + (parts.group(4) == null ? "" : parts.group(4));
    for (Kind kind : Kind.values()) {
      if (kind.sqlName().equals(name)
          && !kind.isPseudo()
          && kind != Kind.ARRAY
          && kind != Kind.OPAQUE) {
        if (parts.group(2) == null) {
          return Type.of(kind);
        }
        int precision = Integer.parseInt(parts.group(2));
        int scale = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        return new Type(kind, precision, scale, null);
      }
    }
    return null;
  }
}
