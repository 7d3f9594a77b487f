package dev.braid.slt;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Prints what differs, topic by topic: `SltExplorer [topic...]`.
final class SltExplorer {
  private SltExplorer() {}

  public static void main(String[] names) throws Exception {
    Path folder = Files.createTempDirectory("slt");
    SltTables.create();
    SltTables.write(folder);
    try (SltRoutes routes = new SltRoutes(folder)) {
      for (Topic topic : Topics.all()) {
        if (names.length > 0 && !List.of(names).contains(topic.name)) {
          continue;
        }
        long start = System.nanoTime();
        List<SltFile.Answer> expected = routes.server(topic.records());
        long middle = System.nanoTime();
        List<SltFile.Answer> actual = routes.engine(topic.records());
        long end = System.nanoTime();
        int wrong = 0;
        int refused = 0;
        int errors = 0;
        for (int i = 0; i < expected.size(); i++) {
          errors += expected.get(i).error().isEmpty() ? 0 : 1;
          if (!SltRoutes.same(expected.get(i), actual.get(i))) {
            boolean no = actual.get(i).error().equals("0A000");
            System.out.println((no ? "REFUSED " : "DIFFERS ") + topic.records().get(i).sql());
            System.out.println("   server " + cut(expected.get(i)));
            System.out.println("   braid  " + cut(actual.get(i)));
            wrong += no ? 0 : 1;
            refused += no ? 1 : 0;
          }
        }
        System.out.printf(
            "== %s: %d statements, %d errors, %d refused, %d differ; server %d ms, braid %d ms%n",
            topic.name,
            expected.size(),
            errors,
            refused,
            wrong,
            (middle - start) / 1000000,
            (end - middle) / 1000000);
      }
    }
    System.exit(0);
  }

  private static String cut(SltFile.Answer answer) {
    String text =
        answer.error()
            + (answer.position() > 0 ? "@" + answer.position() : "")
            + " "
            + answer.types()
            + " "
            + answer.lines();
    return text.substring(0, Math.min(400, text.length()));
  }
}
