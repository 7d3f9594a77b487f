package dev.braid.source.file.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.catalog.CsvFormat;
import dev.braid.error.BraidException;
import dev.braid.testing.TestPostgres;
import dev.braid.type.Type;
import dev.braid.type.TypeNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/// The same files read by `COPY ... FROM STDIN (FORMAT csv)` of the server.
class CsvOracleTest {
  private static final int[] CHUNKS = {1, 2, 3, 16, 50, CsvTable.CHUNK_BYTES};
  private static final Map<String, Type> TEXTS =
      Map.of("a", Type.TEXT, "b", Type.TEXT, "c", Type.TEXT);

  private static Connection connection;

  @TempDir static Path folder;

  /// Rows, or SQLSTATE and message of the first error.
  private record Answer(List<List<String>> rows, String error) {}

  @BeforeAll
  static void connect() {
    connection = TestPostgres.superuser();
  }

  @AfterAll
  static void disconnect() throws SQLException {
    connection.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`,` | `\"` | `\"` | `` | UTF-8",
        "`;` | `'` | `'` | `NULL` | UTF-8",
        "`\t` | `\"` | `\\` | `\\N` | UTF-8",
        "`,` | `\"` | `\\` | `` | UTF-8",
        "`,` | `\"` | `x` | `` | UTF-8",
        "`,` | `\"` | `,` | `` | UTF-8",
        "`,` | `\"` | `\"` | `` | ISO-8859-1",
        "`,` | `\"` | `\"` | `` | windows-1252",
      })
  void randomFilesAreReadAsByTheServer(
      String delimiter, String quote, String escape, String nullText, String encoding) {
    CsvFormat format =
        new CsvFormat(
            (byte) delimiter.charAt(0),
            (byte) quote.charAt(0),
            (byte) escape.charAt(0),
            nullText,
            true,
            Charset.forName(encoding));
    Random random = new Random(encoding.hashCode() * 31L + escape.hashCode());
    int errors = 0;
    int good = 0;
    for (int i = 0; i < 24; i++) {
      byte[] file = (i % 2 == 0 ? garbage(random, format) : wellFormed(random, format));
      Answer expected = server(file, format, TEXTS);
      if (expected.error == null) {
        good++;
      } else {
        errors++;
      }
      Path path = CsvReading.write(folder, "random.csv", file);
      for (int chunk : CHUNKS) {
        int threads = expected.error == null ? 1 + random.nextInt(4) : 1;
        assertThat(braid(path, format, TEXTS, chunk, threads))
            .as(
                "file %d in chunks of %d: %s",
                i, chunk, new String(file, format.encoding()).replace("\r", "<CR>"))
            .isEqualTo(expected);
      }
    }
    assertThat(errors).isPositive();
    assertThat(good).isGreaterThan(8);
  }

  @Test
  void fieldsLongerThanChunksAreReadWhole() {
    String longOne = "x,\"y\"\"\n".repeat(3000);
    String file = "a,b,c\n1,\"" + longOne.replace("\"", "\"\"") + "\",3\n4,5,6\n";
    Path path = CsvReading.write(folder, "long.csv", file);
    for (int chunk : new int[] {100, 4096, 5000}) {
      assertThat(braid(path, CsvFormat.DEFAULT, TEXTS, chunk, 4).rows)
          .containsExactly(List.of("1", longOne, "3"), List.of("4", "5", "6"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "smallint | 1;-32768;32767;32768; 7 ;007;-0;+5;x;1e3;0x1F;1_000",
        "integer | 0;2147483647;-2147483648;2147483648;-;--1;12a;99999999999999999999;0b11",
        "bigint | 9223372036854775807;-9223372036854775808;9223372036854775808;123456789012345678",
        "numeric | 1;1.50;-0.001;.5;5.;1e5;NaN;Infinity;007.10;12345678901234567890.123;-;1_0.5;-.5",
        "numeric(5,2) | 1;1.005;999.99;999.995;-999.99;1e2;NaN;Infinity;0.001;.5;100000",
        "numeric(20,10) | 1;1234567890.1234567890;12345678901;0.00000000005;-1.5",
        "numeric(3,-2) | 12345;150;99949;99950;1",
        "double precision | 1.5;0.1;-0;1e-300;1e400;NaN;inf;-Infinity;123456789012345678;.5;5.;4.9e-324",
        "real | 1.5;0.1;16777217;1e39;1e-46;NaN",
        "boolean | true;false;t;f;TRUE;yes;no;on;off;1;0;tr;x;",
        "date | 2026-03-01;2024-02-29;2023-02-29;0001-01-01;infinity;20260301;Mar 1 2026;10000-01-01;2026-3-1;2026-13-01",
        "time | 12:30;12:30:15.25;24:00:00;23:59:60;12:30:15.1234567;3pm;25:00",
        "timestamp | 2026-03-01 12:30;2026-03-01T12:30:15.5;2026-03-01;infinity;2026-03-01 24:00:00;2026-03-01 12:30:15.1234565;x",
        "timestamp(1) | 2026-03-01 12:30:15.25;2026-03-01 12:30:15.35",
        "timestamptz | 2026-03-01 12:30Z;2026-03-01 12:30+02;2026-03-01 12:30:00-03:30;2026-03-01 12:30;2026-03-01 12:30+0230;2026-03-01 12:30+16",
        "uuid | 6f1c0d0e-8a56-4a0e-9d0f-5b0b7d2f4a11;{6F1C0D0E8A564A0E9D0F5B0B7D2F4A11};x",
        "varchar(3) | abc;abcd;abc  ;äöü;",
        "char(3) | a;abc;abcd;ab   ",
        "bytea | \\x00ff;abc;\\xg",
        "jsonb | {\"a\":1};[];x",
        "interval | 1 day;P1Y2M;x;-3:30",
        "integer[] | {1,2};{};{1,NULL};x",
      })
  void valuesAreReadAsByTheServer(String type, String values) {
    for (String value : values.split(";", -1)) {
      String quoted = '"' + value.replace("\"", "\"\"") + '"';
      byte[] file = ("a\n" + quoted + "\n\n" + quoted + "\n").getBytes(StandardCharsets.UTF_8);
      Map<String, Type> types = Map.of("a", TypeNames.parse(type));
      Answer expected = server(file, CsvFormat.DEFAULT, types);
      Path path = CsvReading.write(folder, "values.csv", file);
      assertThat(braid(path, CsvFormat.DEFAULT, types, CsvTable.CHUNK_BYTES, 1))
          .as(type + " " + value)
          .isEqualTo(expected);
    }
  }

  private static Answer braid(
      Path path, CsvFormat format, Map<String, Type> types, int chunk, int threads) {
    try {
      return new Answer(CsvReading.rows(CsvReading.open(path, format, types, chunk), threads), null);
    } catch (BraidException e) {
      String message = e.message().replaceFirst("^[^:]*:[0-9]+: (column \"[^\"]*\": )?", "");
      return new Answer(List.of(), e.sqlState() + " " + message);
    }
  }

  private static Answer server(byte[] file, CsvFormat format, Map<String, Type> types) {
    Map<String, Type> ordered = new LinkedHashMap<>();
    types.keySet().stream().sorted().forEach(name -> ordered.put(name, types.get(name)));
    String columns =
        ordered.entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue().sqlName())
            .collect(Collectors.joining(", "));
    String sql =
        "COPY csv_oracle FROM STDIN (FORMAT csv, HEADER true, DELIMITER %s, QUOTE %s, ESCAPE %s,"
            + " NULL %s, ENCODING '%s')";
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      statement.execute("DROP TABLE IF EXISTS csv_oracle");
      statement.execute("CREATE TEMP TABLE csv_oracle (" + columns + ")");
      try {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                sql.formatted(
                    literal(format.delimiter()),
                    literal(format.quote()),
                    literal(format.escape()),
                    "'" + format.nullText() + "'",
                    encoding(format.encoding())),
                new ByteArrayInputStream(file));
      } catch (SQLException e) {
        String message = e.getMessage().replaceFirst("^ERROR: ", "");
        message = message.lines().findFirst().orElse("");
        return new Answer(List.of(), e.getSQLState() + " " + message);
      }
      String texts =
          ordered.keySet().stream()
              .map(name -> "CASE WHEN " + name + " IS NOT NULL THEN concat(" + name + ") END")
              .collect(Collectors.joining(", "));
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet result =
          statement.executeQuery("SELECT " + texts + " FROM csv_oracle ORDER BY ctid")) {
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= ordered.size(); i++) {
            row.add(result.getString(i));
          }
          rows.add(row);
        }
      }
      return new Answer(rows, null);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String literal(byte value) {
    return value == '\t' ? "E'\\t'" : "'" + ((char) value + "").replace("'", "''") + "'";
  }

  private static String encoding(Charset encoding) {
    return switch (encoding.name()) {
      case "UTF-8" -> "UTF8";
      case "ISO-8859-1" -> "LATIN1";
      default -> "WIN1252";
    };
  }

  /// Mostly not CSV.
  private static byte[] garbage(Random random, CsvFormat format) {
    String end = lineEnd(random);
    char d = (char) format.delimiter();
    char q = (char) format.quote();
    StringBuilder text = new StringBuilder("a" + d + "b" + d + "c" + end);
    int size = random.nextInt(60);
    for (int i = 0; i < size; i++) {
      switch (random.nextInt(14)) {
        case 0, 1, 2 -> text.append(d);
        case 3 -> text.append(q);
        case 4 -> text.append(q).append("x").append(end).append(d).append(q);
        case 5, 6 -> text.append("1").append(d).append("2").append(d).append("3").append(end);
        case 7 -> text.append(end);
        case 8 -> text.append(random.nextInt(6) == 0 ? "\r" : "r");
        case 9 -> text.append(random.nextInt(6) == 0 ? "\n" : "n");
        case 10 -> text.append((char) format.escape());
        case 11 -> text.append("é");
        case 12 -> text.append(format.nullText());
        default -> text.append("\\.");
      }
    }
    return text.toString().getBytes(format.encoding());
  }

  /// Three fields a record, quoted or not, with everything in them.
  private static byte[] wellFormed(Random random, CsvFormat format) {
    String end = lineEnd(random);
    char d = (char) format.delimiter();
    char q = (char) format.quote();
    char e = (char) format.escape();
    StringBuilder text = new StringBuilder("a" + d + "b" + d + "c" + end);
    int rows = random.nextInt(12);
    String[] pieces = {
      "a", "bc", "é", "ü€".substring(0, format.encoding().name().equals("ISO-8859-1") ? 1 : 2), "12",
      " ", "0", "long text of some words"
    };
    String[] quotedPieces = {"\n", "\r\n", "\r", "" + d, "" + e + q, "" + e + e, "" + d + d};
    for (int row = 0; row < rows; row++) {
      for (int field = 0; field < 3; field++) {
        StringBuilder value = new StringBuilder();
        boolean quoted = random.nextBoolean();
        for (int i = random.nextInt(5); i > 0; i--) {
          String piece = pieces[random.nextInt(pieces.length)];
          if (quoted && random.nextInt(3) == 0) {
            piece = quotedPieces[random.nextInt(quotedPieces.length)];
          }
          if (random.nextInt(5) == 0 && format.encoding().equals(StandardCharsets.UTF_8)) {
            piece = "😀";
          }
          value.append(piece);
        }
        if (random.nextInt(8) == 0) {
          value.setLength(0);
          value.append(format.nullText());
        }
        text.append(field == 0 ? "" : d + "");
        text.append(quoted ? q + value.toString() + q : value.toString());
      }
      text.append(row == rows - 1 && random.nextBoolean() ? "" : end);
    }
    return text.toString().getBytes(format.encoding());
  }

  private static String lineEnd(Random random) {
    return new String[] {"\n", "\r\n", "\r"}[random.nextInt(3)];
  }
}
