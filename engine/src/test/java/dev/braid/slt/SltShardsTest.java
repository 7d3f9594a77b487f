package dev.braid.slt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.slt.SltFile.Answer;
import dev.braid.slt.SltFile.Record;
import dev.braid.testing.TestShards;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The statements of all `.slt` files that read a table, over tables spread on four shards: by a
/// hash (of two tables that are joined on the key, of text, of uuid), without a key, and whole.
///
/// `shards/refused.slt` has those that Braid answers from files, but refuses by name over shards;
/// `-Dbraid.rewrite=true` writes it anew. It may only become shorter.
class SltShardsTest {
  private static final Path FOLDER = Path.of("src/test/resources/slt");
  private static final Path REFUSED = Path.of("src/test/resources/shards/refused.slt");

  /// Of files with more statements than this only some are asked, unless `-Dbraid.slt=all`.
  private static final int MOST = 200;

  private static final Pattern TABLE =
      Pattern.compile("\\bt_(int|num|str|time|misc|none|one|mid|big)\\b");

  private static TestShards shards;
  private static SltRoutes routes;
  private static final Map<String, Record> KNOWN = new HashMap<>();
  private static final Map<String, Record> FOUND = new LinkedHashMap<>();
  private static int statements;

  @BeforeAll
  static void prepare() {
    shards =
        new TestShards("slt_shard")
            .execute(SltTables.creation())
            .hashed("t_int", "id")
            .sliced("t_num", "id / 3 % 4")
            .hashed("t_str", "t")
            .reference("t_time")
            .hashed("t_misc", "u")
            .hashed("t_none", "h")
            .sliced("t_one", "2")
            .hashed("t_mid", "id")
            .hashed("t_big", "id");
    routes = new SltRoutes(shards.source());
    SltFile.read(REFUSED).forEach(record -> KNOWN.put(record.sql(), record));
  }

  @AfterAll
  static void close() {
    routes.close();
    shards.close();
    if (Boolean.getBoolean("braid.rewrite")) {
      SltFile.write(
          REFUSED,
          "Statements that Braid refuses by name over shards, with PostgreSQL's answers. Made by"
              + " SltShardsTest -Dbraid.rewrite=true.",
          List.copyOf(FOUND.values()));
    }
    System.out.printf("slt over shards: %d statements, %d refused%n", statements, FOUND.size());
  }

  static List<String> files() {
    return SltTest.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void shardsAnswerAsTheFileSays(String file) {
    List<Record> records = records(file);
    List<Answer> answers = routes.engine(records);
    List<Record> answered = new ArrayList<>();
    List<Answer> given = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      Record record = records.get(i);
      Answer answer = answers.get(i);
      if (!answer.error().equals("0A000") || record.expected().error().equals("0A000")) {
        if (!isOpen(record, answer)) {
          answered.add(record);
          given.add(answer);
        }
        if (KNOWN.containsKey(record.sql())) {
          refused.add(record.sql() + "\n  is answered now");
        }
        continue;
      }
      FOUND.put(
          record.sql(),
          new Record(record.sql(), record.sorted(), answer.types(), record.expected()));
      Record known = KNOWN.get(record.sql());
      if (known == null || !known.refusal().equals(answer.types())) {
        refused.add(record.sql() + "\n  refused: " + answer.types());
      }
    }
    statements += records.size();
    assertThat(SltTest.differences(answered, given)).isEmpty();
    if (!Boolean.getBoolean("braid.rewrite")) {
      assertThat(refused).isEmpty();
    }
  }

  private static List<Record> records(String file) {
    List<Record> all =
        SltFile.read(FOLDER.resolve(file)).stream()
            .filter(record -> TABLE.matcher(record.sql()).find())
            .toList();
    if (System.getProperty("braid.slt", "").equals("all") || all.size() <= MOST) {
      return all;
    }
    int one = (all.size() + MOST - 1) / MOST;
    return all.stream().filter(each -> Math.floorMod(each.sql().hashCode(), one) == 0).toList();
  }

  /// Whether PostgreSQL does not say what the answer is: of several rows that fail any may be the
  /// first, and without an order the rows of an aggregate come in any.
  private static boolean isOpen(Record record, Answer answer) {
    Answer expected = record.expected();
    boolean both = !expected.error().isEmpty() && !answer.error().isEmpty();
    return both && expected.position() == 0 && answer.position() == 0
        || record.sql().contains("json_object_agg(id, b)");
  }

  @Test
  void thereAreManyStatements() {
    assertThat(files().stream().mapToInt(file -> records(file).size()).sum()).isGreaterThan(2_500);
  }
}
