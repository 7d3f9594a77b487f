package dev.braid.server.tpch;

import dev.braid.result.Result;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the queries must give: rows and digests of PostgreSQL 18's own answers over the same data,
/// at the scale factors 0.01, 0.1 and 1.
///
/// `bench/tpch.sh answers` writes the resource. An answer is right when every digit of every value
/// is the server's, in the server's order.
public final class TpchAnswers {
  private static final Map<String, String> KNOWN = read();

  private TpchAnswers() {}

  private static Map<String, String> read() {
    Map<String, String> known = new HashMap<>();
    for (String line : TpchQueries.resource("answers.txt").lines().toList()) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(" ", 3); // scale factor, query, rows and digest
        known.put(parts[0] + " " + parts[1], parts[2]);
      }
    }
    return known;
  }

  /// Whether a result is the known answer; null when none is known for this scale factor.
  static @Nullable Boolean check(BigDecimal scaleFactor, int query, Result result) {
    String known = KNOWN.get(scaleFactor.stripTrailingZeros().toPlainString() + " " + query);
    return known == null ? null : known.equals(digest(query, lines(result)));
  }

  private static List<String> lines(Result result) {
    List<String> lines = new ArrayList<>(result.rowCount());
    for (List<@Nullable Object> row : result.rows()) {
      List<@Nullable String> values = new ArrayList<>();
      for (Object value : row) {
        values.add(
            value instanceof BigDecimal number
                ? number.toPlainString()
                : value == null ? null : value.toString());
      }
      lines.add(line(values));
    }
    return lines;
  }

  /// One row, of values as PostgreSQL writes them.
  public static String line(List<@Nullable String> values) {
    List<String> texts = new ArrayList<>();
    for (String value : values) {
      texts.add(value == null ? "\\N" : value);
    }
    return String.join("|", texts);
  }

  /// Number and digest of an answer's rows. Of the eleventh query only, equal rows under ORDER BY
  /// are many and may come in any order.
  public static String digest(int query, List<String> rows) {
    List<String> ordered = new ArrayList<>(rows);
    if (query == 11) {
      Collections.sort(ordered);
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String row : ordered) {
        digest.update((row + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return rows.size() + " " + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
