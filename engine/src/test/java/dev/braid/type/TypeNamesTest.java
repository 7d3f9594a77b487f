package dev.braid.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "boolean",
        "bool",
        "int2",
        "SMALLINT",
        "int",
        "integer",
        "int4",
        "bigint",
        "int8",
        "real",
        "float",
        "float(24)",
        "float(25)",
        "double  precision",
        "numeric",
        "numeric(5)",
        "decimal ( 12 , 2 )",
        "numeric(3,-2)",
        "text",
        "varchar",
        "varchar(7)",
        "character varying(3)",
        "char",
        "character(4)",
        "bpchar(2)",
        "bytea",
        "date",
        "time",
        "time(3)",
        "time(3) without time zone",
        "timestamp",
        "timestamp(0)",
        "timestamp with time zone",
        "timestamp(2) with time zone",
        "timestamptz(6)",
        "interval",
        "uuid",
        "json",
        "jsonb",
        "text[]",
        "numeric(4,1)[]",
        "int []"
      })
  void namesMeanWhatTheServerMeans(String name) {
    TestPostgres.execute("CREATE TABLE type_name (a " + name + ")");
    String server;
    try {
      server =
          TestPostgres.ask(
              "SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
                  + " WHERE attrelid = 'type_name'::regclass AND attnum = 1");
    } finally {
      TestPostgres.execute("DROP TABLE type_name");
    }
    assertThat(TypeNames.parse(name).sqlName()).isEqualTo(server);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "integr | 42704", "integer(3) | 22023", "numeric(1001) | 22023", "numeric(a) | 22023",
        "varchar(0) | 22023", "timestamp(7) | 22023", "timetz | 0A000", "() | 42704"
      })
  void whatIsNoTypeIsRefused(String name, String sqlState) {
    assertThatThrownBy(() -> TypeNames.parse(name))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.sqlState()).isEqualTo(sqlState));
  }

  @Test
  void everySuggestionIsAType() {
    assertThat(TypeNames.known()).allSatisfy(name -> assertThat(TypeNames.parse(name)).isNotNull());
  }
}
