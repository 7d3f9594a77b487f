package dev.braid.survey;
import org.junit.jupiter.api.*;
import java.nio.file.*;
class ScratchTest {
  @Test void scratch(@org.junit.jupiter.api.io.TempDir Path dir) throws Exception {
    try (Panel p = Panel.of(dir)) {
      for (String sql : Files.readString(Path.of("/tmp/scratch.sql")).split(";\\s*\n")) {
        if (sql.isBlank()) continue;
        System.out.println("=== " + sql);
        String first = null;
        for (String route : Panel.ALL) {
          try {
            var r = p.ask(route, sql);
            String t = r.rows().toString();
            if (!t.equals(first)) System.out.println(route + ": " + r.columns().stream().map(c->c.name()).toList() + " " + (t.length()>600?t.substring(0,600):t));
            if (first == null) { first = t; var n = r.survey(); System.out.println(n == null ? "no note" : "  w=" + n.weights() + " reason=" + n.reason() + " merged=" + n.merged() + " warn=" + n.warnings() + " bases=" + n.bases().stream().limit(3).toList() + "\n  sql=" + n.sql()); }
            else if (r.survey() != null && r.survey().reason() != null) System.out.println("   " + route + " reason=" + r.survey().reason());
          } catch (Exception e) { System.out.println(route + ": ERROR " + e); }
        }
      }
    }
  }
}
