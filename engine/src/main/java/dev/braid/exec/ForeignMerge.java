package dev.braid.exec;

import dev.braid.catalog.table.Servers;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.type.Type;
import dev.braid.vector.Batch;
import dev.braid.vector.ColumnBuilder;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Brings the rows that servers send in order together in that order, as they come: of each task
/// one batch is in hand, and a server whose rows are not due yet waits.
///
/// Every task's rows are compared with each other, too. If they are not in order to Braid, its idea
/// of the order is not the server's, and the statement fails rather than to put out rows in an
/// order that is neither's.
///
/// @param keys the order, over the columns of the scan
public record ForeignMerge(NodeInfo info, ForeignScan child, List<SortKey> keys)
    implements PlanNode {
  @Override
  public List<PlanNode> children() {
    return List.of(child);
  }

  @Override
  public String title() {
    return "Gather Merge";
  }

  @Override
  public List<Property> properties() {
    return List.of(new Property("Sort Key", Sort.text(keys, child.info())));
  }

  @Override
  public Pipe open(Execution execution) {
    return Pipe.of(new Streams(child.start(execution)), false);
  }

  /// The tasks' rows.
  private final class Streams implements Source {
    private final Servers.Scan scan;
    private final SortKeys order = new SortKeys(keys, child.info());

    Streams(Servers.Scan scan) {
      this.scan = scan;
    }

    @Override
    public int morsels() {
      return 1;
    }

    @Override
    public void run(int morsel, Participant participant, BatchConsumer out) {
      PriorityQueue<Stream> heads =
          new PriorityQueue<>(
              Math.max(1, child.tasks().size()),
              (a, b) -> {
                int compared = order.compare(a.batch, a.row, b.batch, b.row);
                return compared != 0 ? compared : Integer.compare(a.task, b.task);
              });
      for (int task = 0; task < child.tasks().size(); task++) {
        Stream stream = new Stream(task, participant);
        if (stream.advance()) {
          heads.add(stream);
        }
      }
      if (!merge(heads, participant.execution(), out)) {
        scan.stop();
      }
    }

    /// @return whether all rows were wanted
    private boolean merge(PriorityQueue<Stream> heads, Execution execution, BatchConsumer out) {
      int most = execution.batchSize();
      List<Type> types = child.info().output().stream().map(OutputColumn::type).toList();
      ColumnBuilder[] builders = ColumnBuilder.of(types, most);
      int count = 0;
      while (!heads.isEmpty()) {
        Stream head = heads.remove();
        for (int i = 0; i < builders.length; i++) {
          builders[i].appendFrom(head.batch.column(i), head.row);
        }
        // What there is goes on before anything is waited for.
        if (++count == most || head.isAtLastRow()) {
          execution.cancellation().check();
          if (!out.accept(new Batch(ColumnBuilder.buildAll(builders), count))) {
            return false;
          }
          count = 0;
        }
        if (head.advance()) {
          heads.add(head);
        }
      }
      return true;
    }

    /// A place in one task's rows.
    private final class Stream {
      private final int task;
      private final Participant participant;
      private Batch batch = Batches.none(List.of());
      private int row = -1;

      Stream(int task, Participant participant) {
        this.task = task;
        this.participant = participant;
      }

      boolean isAtLastRow() {
        return row + 1 >= batch.size();
      }

      /// Goes to the next row, which may have to be waited for.
      ///
      /// @return whether there is one
      boolean advance() {
        Batch before = batch;
        int last = row;
        if (isAtLastRow()) {
          Batch next = next();
          if (next == null) {
            return false;
          }
          batch = next;
          row = 0;
        } else {
          row++;
        }
        if (last >= 0 && order.compare(before, last, batch, row) > 0) {
          throw unordered();
        }
        return true;
      }

      private @Nullable Batch next() {
        Batch next = scan.next(task);
        while (next != null && next.size() == 0) {
          next = scan.next(task);
        }
        Instrumentation counts = participant.execution().instrumentation();
        if (counts != null && next != null) {
          counts.add(child, participant.number(), next.size(), 0);
        }
        return next;
      }

      private BraidException unordered() {
        String columns =
            String.join(
                ", ",
                keys.stream()
                    .map(key -> '"' + child.info().output().get(key.column()).name() + '"')
                    .toList());
        return new BraidException(
                SqlState.FEATURE_NOT_SUPPORTED,
                "server %s sorts by %s otherwise than Braid does"
                    .formatted(child.servers().name(child.tasks().get(task).server()), columns))
            .withHint("the collation of a column, or its version, may be another one there");
      }
    }
  }
}
