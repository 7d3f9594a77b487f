package dev.braid.sql.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The lists of what PostgreSQL has are those of the server's catalogue; `-Dbraid.rewrite=true`
/// writes them anew.
class PostgresCatalogTest {
  private static final Path FOLDER = Path.of("src/main/resources/dev/braid/sql/analyze");

  /// Functions that a statement can call: none that takes or makes a server's own structures.
  private static final String FUNCTIONS =
      """
      SELECT concat_ws(' ', p.proname,
          CASE WHEN g.aggkind IN ('o', 'h') THEN 'o' ELSE p.prokind::text END,
          coalesce((SELECT string_agg(CASE WHEN a.n = p.pronargs AND p.provariadic <> 0
                                           THEN v.typname ELSE t.typname END, ',' ORDER BY a.n)
                    FROM unnest(p.proargtypes) WITH ORDINALITY a(o, n)
                    JOIN pg_type t ON t.oid = a.o
                    LEFT JOIN pg_type v ON v.oid = p.provariadic), '-'),
          CASE WHEN p.provariadic <> 0 THEN 'v' ELSE '-' END,
          p.pronargdefaults)
      FROM pg_proc p LEFT JOIN pg_aggregate g ON g.aggfnoid = p.oid
      WHERE p.pronamespace = 'pg_catalog'::regnamespace
        AND NOT EXISTS (SELECT FROM unnest(p.proargtypes || p.prorettype) o(x)
                        JOIN pg_type t ON t.oid = o.x
                        WHERE t.typname IN ('internal', 'trigger', 'event_trigger')
                          OR t.typname LIKE '%handler' OR t.typtype = 'c')
      """;

  private static final String OPERATORS =
      """
      SELECT concat_ws(' ', o.oprname, 'f',
          concat_ws(',', l.typname, r.typname), '-', '0')
      FROM pg_operator o JOIN pg_type r ON r.oid = o.oprright
      LEFT JOIN pg_type l ON l.oid = o.oprleft
      WHERE o.oprnamespace = 'pg_catalog'::regnamespace
      """;

  private static final String TYPES =
      """
      SELECT concat_ws(' ', t.typname, t.typcategory, t.typispreferred,
          (SELECT string_agg(s.typname, ',' ORDER BY s.typname) FROM pg_cast c
           JOIN pg_type s ON s.oid = c.castsource
           WHERE c.casttarget = t.oid AND c.castcontext = 'i' AND s.oid <> t.oid))
      FROM pg_type t
      WHERE t.typnamespace = 'pg_catalog'::regnamespace AND t.typtype <> 'c' AND t.typcategory <> 'C'
        AND NOT EXISTS (SELECT FROM pg_type e WHERE e.oid = t.typelem AND e.typtype = 'c')
      """;

  @ParameterizedTest
  @ValueSource(strings = {"types", "functions", "operators"})
  void theListIsTheServers(String list) throws IOException {
    Path file = FOLDER.resolve("postgres-" + list + ".txt");
    List<String> expected =
        sorted(list.equals("types") ? TYPES : list.equals("functions") ? FUNCTIONS : OPERATORS);
    if (Boolean.getBoolean("braid.rewrite")) {
      Files.createDirectories(FOLDER);
      Files.write(file, expected);
    }
    assertThat(Files.readAllLines(file)).isEqualTo(expected);
  }

  private static List<String> sorted(String sql) {
    List<String> lines = new ArrayList<>();
    try (Connection connection = TestPostgres.superuser();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    lines.sort(null);
    return lines;
  }
}
