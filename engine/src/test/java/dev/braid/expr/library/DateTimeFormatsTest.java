package dev.braid.expr.library;

import dev.braid.testing.FunctionOracle;
import dev.braid.type.Kind;
import dev.braid.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates are read and written as PostgreSQL's functions do.
class DateTimeFormatsTest {
  private static final List<@Nullable String> TEXTS =
      Moments.of(
          null,
          "",
          " ",
          "2024-02-29",
          "2024-02-30",
          "  2024  02  29",
          "20240229",
          "2024/2/9",
          "24-2-9",
          "February 29, 2024",
          "29 feb 2024",
          "Thursday 29 Feb 2024",
          "2024-060",
          "2024-366",
          "2023-366",
          "2024-W09-4",
          "2024 09 4",
          "12:34:56.789",
          "2024-02-29 23:59:59.123456",
          "2024-02-29 11:59:59 PM",
          "2024-02-29 13:00:00 am",
          "2024-02-29T10:11:12+05:30",
          "2024-02-29 10:11:12 EST",
          "2024-02-29 10:11:12 -08",
          "2024-02-29 10:11:12 +16:00",
          "2024-02-29 10:11:12 FOO",
          "44-03-15 BC",
          "0044-03-15 B.C.",
          "2451187",
          "86399",
          "1,999-05-05",
          "XII 2024",
          "21 24",
          "-44-03-15",
          "20 1",
          "99999999999",
          "abc",
          "1 2 3 4 5 6",
          "2024-03-10 02:30:00",
          "2024-11-03 01:30:00");
  private static final List<@Nullable String> FORMATS =
      Moments.of(
          "YYYY-MM-DD",
          "YYYYMMDD",
          "YYYY MM DD",
          "FXYYYY-MM-DD",
          "FMYYYY-FMMM-FMDD",
          "YY-MM-DD",
          "Month DD, YYYY",
          "DD Mon YYYY",
          "Day DD Mon YYYY",
          "YYYY-DDD",
          "IYYY-\"W\"IW-ID",
          "IYYY IW ID",
          "IYYY-IDDD",
          "HH24:MI:SS.MS",
          "YYYY-MM-DD HH24:MI:SS.US",
          "YYYY-MM-DD HH24:MI:SS.FF3",
          "YYYY-MM-DD HH:MI:SS AM",
          "YYYY-MM-DDTHH24:MI:SSOF",
          "YYYY-MM-DD\"T\"HH24:MI:SSTZH:TZM",
          "YYYY-MM-DD HH24:MI:SS TZ",
          "YYYY-MM-DD BC",
          "YYYY-MM-DD a.d.",
          "J",
          "SSSS",
          "Y,YYY-MM-DD",
          "RM YYYY",
          "CC YY",
          "YYYY W",
          "CC",
          "YYYY WW D",
          "YYYY IW",
          "DDth Q",
          "D W",
          "Y",
          "YYYY-MM-DD HH24:MI",
          "TMMonth DD",
          "",
          "xyz",
          "HH12:MI:SS",
          "FF6");

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void read(String zone) {
    FunctionOracle oracle = new FunctionOracle(Library.CATALOG, zone);
    List<Type> types = List.of(Type.TEXT, Type.TEXT);
    oracle.function("to_date", types, TEXTS, FORMATS);
    oracle.function("to_timestamp", types, TEXTS, FORMATS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void written(String zone) {
    List<@Nullable String> formats = FORMATS.subList(0, 9);
    for (Kind kind : new Kind[] {Kind.TIMESTAMP, Kind.TIMESTAMPTZ, Kind.INTERVAL}) {
      new FunctionOracle(Library.CATALOG, zone)
          .function(
              "to_char",
              List.of(Type.of(kind), Type.TEXT),
              Moments.values(90).get(kind),
              formats);
    }
  }
}
