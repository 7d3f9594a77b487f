package dev.braid.plan.split;

import dev.braid.catalog.table.Servers;
import dev.braid.catalog.table.TextRules;
import dev.braid.parallel.Cancellation;
import dev.braid.type.Type;
import dev.braid.type.Zone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One server as many: each part of a split table is taken for a server of its own. All parts are
/// asked of the only one, under one snapshot.
///
/// @param server of one server
/// @param count of parts
record BlockParts(Servers server, int count) implements Servers {
  @Override
  public String name(int part) {
    return server.name(0);
  }

  @Override
  public int connections() {
    return server.connections();
  }

  @Override
  public int together() {
    return Math.min(count, server.connections());
  }

  @Override
  public boolean isBytewise() {
    return server.isBytewise();
  }

  @Override
  public TextRules text() {
    return server.text();
  }

  @Override
  public Run begin(List<First> parts, Zone timeZone, Cancellation cancellation) {
    Run run = server.begin(List.of(First.unknown(0)), timeZone, cancellation);
    return new Run() {
      @Override
      public Scan scan(List<Task> tasks, List<Type> types) {
        return run.scan(tasks.stream().map(task -> new Task(0, task.sql())).toList(), types);
      }

      @Override
      public void close() {
        run.close();
      }
    };
  }

  /// Equal to itself only: a plan takes what it needs of it once.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
