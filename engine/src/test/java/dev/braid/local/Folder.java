package dev.braid.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.braid.Braid;
import dev.braid.Session;
import dev.braid.catalog.BatchLimits;
import dev.braid.catalog.Config;
import dev.braid.catalog.CsvFormat;
import dev.braid.catalog.Dataset;
import dev.braid.catalog.Description;
import dev.braid.catalog.FileTable;
import dev.braid.catalog.FolderSource;
import dev.braid.catalog.Limits;
import dev.braid.catalog.PoolSettings;
import dev.braid.error.BraidException;
import dev.braid.result.CommandTag;
import dev.braid.result.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A folder as the only dataset, `files`, and a session over it.
final class Folder implements AutoCloseable {
  private final Path path;
  private final Braid braid;
  private final Session session;

  private Folder(Path path, Braid braid) {
    this.path = path;
    this.braid = braid;
    this.session = braid.session("files");
  }

  static Folder writable(Path path) {
    return open(path, true, Map.of());
  }

  static Folder readOnly(Path path) {
    return open(path, false, Map.of());
  }

  static Folder open(Path path, boolean writable, Map<String, FileTable> tables) {
    FolderSource source =
        new FolderSource(path.toAbsolutePath(), writable, tables, CsvFormat.DEFAULT);
    Dataset dataset =
        new Dataset(
            1,
            "files",
            "",
            source,
            PoolSettings.DEFAULT,
            Limits.NONE,
            false,
            "UTC",
            Description.NONE);
    return new Folder(
        path, Braid.open(new Config(List.of(dataset), new BatchLimits(30, 10, 1L << 40))));
  }

  Braid braid() {
    return braid;
  }

  Session session() {
    return session;
  }

  Session another() {
    return braid.session("files");
  }

  Result run(String sql) {
    return session.execute(sql);
  }

  /// What a command says it has done.
  String tag(String sql) {
    CommandTag tag = run(sql).command();
    assertThat(tag).describedAs(sql).isNotNull();
    return String.valueOf(tag);
  }

  /// Rows as text, `|` between values.
  List<String> rows(String sql) {
    return run(sql).rows().stream().map(Folder::line).toList();
  }

  private static String line(List<@Nullable Object> row) {
    return String.join(
        "|", row.stream().map(value -> value == null ? "∅" : value.toString()).toList());
  }

  @Nullable Object one(String sql) {
    return run(sql).single();
  }

  BraidException error(String sql) {
    BraidException error = catchThrowableOfType(BraidException.class, () -> run(sql));
    assertThat(error).describedAs(sql).isNotNull();
    return error;
  }

  /// Refused with this state and a message that contains this text.
  void refuses(String sql, String sqlState, String text) {
    BraidException error = error(sql);
    assertThat(error.sqlState() + ": " + error.message())
        .describedAs(sql)
        .startsWith(sqlState)
        .contains(text);
  }

  void write(String file, String text) {
    try {
      Path target = path.resolve(file);
      Files.createDirectories(target.getParent());
      Files.writeString(target, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String read(String file) {
    try {
      return Files.readString(path.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All files, hidden ones too, in order; but for the lock.
  static List<String> files(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> !name.equals(".braid/lock"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> files() {
    return files(path);
  }

  @Override
  public void close() {
    session.close();
    braid.close();
  }
}
