package dev.braid.server.mcp.tool;

import dev.braid.batch.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Who asked what, and how it ended: one line of JSON per query.
///
/// A line never holds the query's text, its parameters, a value of its result or an error message
/// (which may quote values); the SHA-256 of the text tells whether two lines are about the same
/// query.
public final class AuditLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("braid.audit");
  private static final int MAX_NAME = 100;

  private final @Nullable Writer file;

  private AuditLog(@Nullable Writer file) {
    this.file = file;
  }

  /// Writes to the logger `braid.audit`, level INFO.
  public static AuditLog toLogger() {
    return new AuditLog(null);
  }

  /// Appends to a file.
  public static AuditLog toFile(Path path) throws IOException {
    return new AuditLog(
        Files.newBufferedWriter(
            path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  /// Records one query's end.
  void record(Call call, Outcome outcome) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    line.put("who", call.caller().principal());
    line.put("client", shortened(call.caller().client()));
    line.put("tool", call.tool());
    line.put("dataset_id", outcome.datasetId());
    // Of an unknown dataset there is only what the caller wrote, which might be anything.
    line.put("dataset", outcome.datasetId() == null ? null : shortened(outcome.datasetName()));
    line.put("query_sha256", sha256(outcome.query()));
    line.put("rows", outcome.result() == null ? 0 : outcome.result().rowCount());
    line.put("truncated", outcome.result() != null && outcome.result().truncated() != null);
    line.put("partial", outcome.result() != null && outcome.result().partial() != null);
    line.put("ms", Math.round(outcome.executionTimeMs() * 10) / 10.0);
    line.put("outcome", outcome.error() == null ? "00000" : outcome.error().sqlState());
    write(JsonMapper.shared().writeValueAsString(line));
  }

  private void write(String line) {
    if (file == null) {
      LOG.info(line);
      return;
    }
    synchronized (file) {
      try {
        file.write(line);
        file.write('\n');
        file.flush();
      } catch (IOException e) {
        // Answers that cannot be recorded must not be given.
        throw new UncheckedIOException("the audit log cannot be written", e);
      }
    }
  }

  private static String shortened(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }

  private static String sha256(String query) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(query.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
