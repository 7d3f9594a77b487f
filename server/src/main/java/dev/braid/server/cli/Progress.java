package dev.braid.server.cli;

import dev.braid.batch.BatchListener;
import dev.braid.batch.Outcome;
import dev.braid.batch.Query;
import dev.braid.server.report.Elapsed;
import dev.braid.server.report.TerminalText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A line per query on a terminal, redrawn while the batch runs and removed when it is over. It
/// appears only after a moment: what is quick needs no progress. Where stderr is not a terminal
/// there is nothing to see.
final class Progress implements BatchListener, AutoCloseable {
  private static final int PATIENCE_MS = 300;
  private static final int REDRAW_MS = 100;

  /// More queries than this are shown by their number, and those that run by their lines.
  private static final int LINES = 15;

  private static final String NO_WRAP = "\033[?7l";
  private static final String WRAP = "\033[?7h";

  private final List<Query> queries;
  private final long[] startedNanos;
  private final @Nullable Outcome[] outcomes;
  private final PrintWriter err;
  private final @Nullable ScheduledExecutorService clock;
  private int finished;
  private int drawnLines;

  private Progress(List<Query> queries, PrintWriter err, boolean live) {
    this.queries = queries;
    this.startedNanos = new long[queries.size()];
    this.outcomes = new Outcome[queries.size()];
    this.err = err;
    this.clock =
        live
            ? Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("progress").factory())
            : null;
  }

  static Progress of(List<Query> queries, Streams streams) {
    boolean dumb = streams.environment().getOrDefault("TERM", "dumb").equals("dumb");
    Progress progress = new Progress(queries, streams.err(), streams.terminal().err() && !dumb);
    if (progress.clock != null) {
      var _ =
          progress.clock.scheduleAtFixedRate(
              progress::draw, PATIENCE_MS, REDRAW_MS, TimeUnit.MILLISECONDS);
    }
    return progress;
  }

  @Override
  public synchronized void started(int index, String label) {
    startedNanos[index - 1] = System.nanoTime();
  }

  @Override
  public synchronized void completed(Outcome outcome, int finished, int total) {
    outcomes[outcome.index() - 1] = outcome;
    this.finished = finished;
  }

  private synchronized void draw() {
    StringBuilder text = new StringBuilder(erasure()).append(NO_WRAP);
    int lines = 0;
    for (int i = 0; i < queries.size(); i++) {
      boolean running = startedNanos[i] != 0 && outcomes[i] == null;
      if (queries.size() <= LINES || running) {
        text.append(line(i)).append('\n');
        lines++;
      }
    }
    if (queries.size() > 1) {
      text.append(finished + " of " + queries.size() + " finished\n");
      lines++;
    }
    err.print(text.append(WRAP));
    err.flush();
    drawnLines = lines;
  }

  /// `✓ 2 Cities 120ms, 10 rows`.
  String line(int i) {
    Query query = queries.get(i);
    String name = query.label() == null ? query.sql().strip() : query.label();
    String title = (i + 1) + " " + TerminalText.line(name.replaceAll("\\s+", " "));
    Outcome outcome = outcomes[i];
    if (outcome == null) {
      return startedNanos[i] == 0
          ? "· " + title
          : "▸ " + seconds(System.nanoTime() - startedNanos[i]) + "  " + title;
    }
    String time = Elapsed.of(outcome.executionTimeMs());
    if (outcome.result() != null) {
      return "✓ " + time + ", " + outcome.result().rowCount() + " rows  " + title;
    }
    String code = outcome.error() == null ? "" : outcome.error().sqlState();
    return "✗ " + time + ", " + code + "  " + title;
  }

  private static String seconds(long nanos) {
    return "%.1fs".formatted(nanos / 1e9);
  }

  private String erasure() {
    return drawnLines == 0 ? "" : "\r\033[" + drawnLines + "A\033[J";
  }

  @Override
  public void close() {
    if (clock != null) {
      clock.shutdownNow();
      synchronized (this) {
        err.print(erasure());
        err.flush();
        drawnLines = 0;
      }
    }
  }
}
