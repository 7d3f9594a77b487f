package dev.braid.bench.tpch;

import dev.braid.bench.Sample;
import dev.braid.server.tpch.TpchQueries;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Engines that have one server do the work, asked in turns: each query of all of them before the
/// next one, so that what disturbs the machine for a while falls on all alike.
final class Turns {
  private static final int WARM_UP = 2;

  private final BigDecimal scaleFactor;
  private final int runs;
  private final List<Engine> engines = new ArrayList<>();
  private final List<Figures> figures = new ArrayList<>();

  Turns(BigDecimal scaleFactor, int runs) {
    this.scaleFactor = scaleFactor;
    this.runs = runs;
  }

  /// @param name as a table's head
  Turns add(String name, Engine engine) {
    engines.add(engine);
    figures.add(new Figures(name));
    return this;
  }

  /// Medians of warm runs, of each engine in the order given.
  List<Figures> measured() throws Exception {
    double[][][] times = new double[TpchQueries.COUNT + 1][engines.size()][runs];
    List<Integer> order = new ArrayList<>();
    for (int engine = 0; engine < engines.size(); engine++) {
      order.add(engine);
    }
    for (int run = -WARM_UP; run < runs; run++) {
      System.err.println("round " + (run + WARM_UP + 1) + " of " + (runs + WARM_UP) + " ...");
      for (int query = 1; query <= TpchQueries.COUNT; query++) {
        String sql = TpchQueries.text(query, scaleFactor);
        for (int engine : order) {
          double time = Sample.of(0, 1, () -> engines.get(engine).rows(sql)).median();
          if (run >= 0) {
            times[query][engine][run] = time;
          }
        }
      }
      // Nobody is always the one who finds the pages that another has just read.
      Collections.rotate(order, 1);
    }
    for (int query = 1; query <= TpchQueries.COUNT; query++) {
      for (int engine = 0; engine < engines.size(); engine++) {
        figures.get(engine).put("warm " + query, new Sample(times[query][engine]).median());
      }
    }
    return figures;
  }
}
