package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.parallel.Cancellation;
import dev.braid.result.Column;
import dev.braid.result.Partial;
import dev.braid.source.RowCursor;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// A statement's rows as they come: its leader puts batches into a short queue and waits when the
/// reader is slower.
final class LocalCursor implements RowCursor, LocalStatement.Rows {
  private static final int AHEAD = 8;

  /// A batch, a line of text, or how it ended.
  private sealed interface Item {
    record Rows(Batch batch) implements Item {}

    record Line(String text) implements Item {}

    record End(@Nullable BraidException error) implements Item {}
  }

  private final Cancellation cancellation;
  private final Statements statements;
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(AHEAD);
  private final CompletableFuture<List<Column>> columns = new CompletableFuture<>();
  private List<Column> found = List.of();
  private List<Type> types = List.of();
  private @Nullable RowText text;
  private volatile @Nullable Partial partial;
  private @Nullable Batch batch;
  private int row;
  private Item.@Nullable End end;

  private LocalCursor(Statements statements, Cancellation cancellation) {
    this.statements = statements;
    this.cancellation = cancellation;
  }

  /// Starts a statement; returns when its first rows are known, for until then its columns may
  /// still get other types.
  static LocalCursor open(
      Statements statements,
      String sql,
      List<@Nullable Object> parameters,
      Cancellation cancellation) {
    LocalCursor cursor = new LocalCursor(statements, cancellation);
    statements.engine().leaders().execute(() -> cursor.lead(sql, parameters));
    try {
      cursor.columns.join();
    } catch (CompletionException e) {
      throw LocalSession.failure(e.getCause());
    }
    return cursor;
  }

  private void lead(String sql, List<@Nullable Object> parameters) {
    BraidException error = null;
    try {
      Attempts.run(
          statements.statement().apply(cancellation),
          () -> !columns.isDone(),
          attempt -> {
            attempt.run(sql, parameters, this);
            return true;
          });
      announce();
    } catch (Throwable e) {
      error = LocalSession.failure(e);
      columns.completeExceptionally(error);
    }
    put(new Item.End(error));
  }

  @Override
  public void columns(List<Column> named, List<Type> ofTypes) {
    found = named;
    types = ofTypes;
  }

  @Override
  public void partial(@Nullable Partial what) {
    partial = what;
  }

  @Override
  public @Nullable Partial partial() {
    columns.join();
    return partial;
  }

  private void announce() {
    if (!columns.isDone()) {
      text = new RowText(types, statements.zone());
      columns.complete(found);
    }
  }

  @Override
  public boolean accept(Batch rows) {
    announce();
    return put(new Item.Rows(rows));
  }

  @Override
  public boolean accept(String line) {
    announce();
    return put(new Item.Line(line));
  }

  /// @return false when nobody reads any more
  private boolean put(Item item) {
    try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
      queue.put(item);
      return true;
    } catch (InterruptedException e) {
      // Cancelled: the reader hears of it from the cancellation, or has closed.
      queue.clear();
      boolean _ = queue.offer(new Item.End(cancellation.error()));
      return false;
    }
  }

  @Override
  public List<Column> columns() {
    return columns.join();
  }

  @Override
  public List<String> modifiedTypes() {
    columns.join();
    return types.stream().map(Type::sqlName).toList();
  }

  @Override
  public @Nullable List<@Nullable Object> next() {
    cancellation.check();
    RowText rows = text;
    while (true) {
      Batch current = batch;
      if (current != null && rows != null && row < current.size()) {
        return rows.row(current, row++);
      }
      if (end != null) {
        return null;
      }
      switch (take()) {
        case Item.Rows(Batch next) -> {
          batch = next;
          row = 0;
        }
        case Item.Line(String line) -> {
          return List.of(line);
        }
        case Item.End over -> {
          end = over;
          if (over.error() != null) {
            throw over.error();
          }
        }
      }
    }
  }

  private Item take() {
    try (Cancellation.Registration _ = cancellation.interruptOnCancel()) {
      return queue.take();
    } catch (InterruptedException e) {
      cancellation.check();
      throw new BraidException(SqlState.QUERY_CANCELED, "interrupted");
    }
  }

  @Override
  public void close() {
    if (end == null) {
      cancellation.cancel("cancelled: the rows are no longer wanted");
    }
  }
}
