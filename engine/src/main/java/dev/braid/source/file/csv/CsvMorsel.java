package dev.braid.source.file.csv;

import dev.braid.catalog.table.Morsel;
import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import dev.braid.source.file.csv.ColumnDecoder.BadValue;
import dev.braid.source.file.segment.Segment;
import dev.braid.source.file.segment.SegmentCache;
import dev.braid.vector.Column;
import org.jspecify.annotations.Nullable;

/// The records that begin in one chunk of a file.
///
/// Their number is what a morsel is asked for first; where it is known from an earlier scan, the
/// bytes are not touched before a column is missing in the cache. A column is decoded as a whole.
final class CsvMorsel implements Morsel {
  private static final int LONGEST_SHOWN = 100;

  private final CsvScan scan;
  private final CsvTable table;
  private final int fileIndex;
  private final CsvFile file;
  private final int chunk;
  private final int index;
  private final @Nullable Segment[] segments;
  private @Nullable Records records;

  CsvMorsel(CsvScan scan, CsvTable table, int fileIndex, int chunk, int index) {
    this.scan = scan;
    this.table = table;
    this.fileIndex = fileIndex;
    this.file = table.files().get(fileIndex);
    this.chunk = chunk;
    this.index = index;
    this.segments = new @Nullable Segment[scan.columns().length];
  }

  private Records records() {
    Records known = records;
    if (known == null) {
      known = file.read(scan.bytes(fileIndex), chunk, scan.columns(), table.csvColumns());
      records = known;
      scan.chunksRead.incrementAndGet();
    }
    return known;
  }

  @Override
  public int rows() {
    int known = file.rows().getOpaque(chunk);
    return known > 0 ? known - 1 : records().rows();
  }

  @Override
  public boolean mayMatch(int from, int count) {
    for (CsvScan.SlotFilter one : scan.filters()) {
      Segment segment = segments[one.slot()];
      if (segment == null && table.cache().contains(key(one.slot()))) {
        segment = segment(one.slot());
      }
      if (segment != null && !segment.zones().mayMatch(one.filter(), from, count)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Column read(int column, int from, int count) {
    return segment(column).read(from, count);
  }

  @Override
  public Column read(int column, int from, int[] rows, int count) {
    return segment(column).read(from, rows, count);
  }

  private SegmentCache.Key key(int slot) {
    return new SegmentCache.Key(table.cacheIdentity(fileIndex), chunk, scan.columns()[slot]);
  }

  private Segment segment(int slot) {
    Segment segment = segments[slot];
    if (segment == null) {
      long before = scan.segmentsDecoded.get();
      segment = table.cache().get(key(slot), () -> decode(slot));
      if (scan.segmentsDecoded.get() == before) {
        scan.segmentsCached.incrementAndGet();
      }
      segments[slot] = segment;
    }
    return segment;
  }

  private Segment decode(int slot) {
    Records known = records();
    scan.segmentsDecoded.incrementAndGet();
    int position = scan.columns()[slot];
    CsvColumn column = table.csvColumns().get(position);
    Field field = new Field(known, known.slot(position), file.format());
    try {
      Column decoded =
          ColumnDecoder.decode(field, known.rows(), column, table.context(fileIndex));
      table.tally(position).add(index, decoded);
      return Segments.of(column.type(), decoded);
    } catch (BadValue e) {
      throw badValue(known, field, column, e);
    }
  }

  private BraidException badValue(Records known, Field field, CsvColumn column, BadValue e) {
    FileBytes bytes = scan.bytes(fileIndex);
    long from = file.chunks().firstRecord(bytes, chunk);
    long line = file.line(bytes, from, known.data(), field.position(e.row));
    String text = field.text();
    String shown = shortened(text);
    BraidException error = e.error;
    if (error == null) {
      table.setStale();
      error =
          new BraidException(
                  SqlState.SERIALIZATION_FAILURE,
                  "the type %s was inferred, but the value is \"%s\""
                      .formatted(column.type(), shown))
              .withHint("run the query again: the type will be inferred from all values");
    } else if (!shown.equals(text)) {
      error =
          new BraidException(
              error.sqlState(),
              error.message().replace(text, shown),
              0,
              error.detail(),
              error.hint(),
              error);
    }
    return file.located(error, line, column.name());
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST_SHOWN) {
      return text;
    }
    int end =
        Character.isHighSurrogate(text.charAt(LONGEST_SHOWN - 1)) ? LONGEST_SHOWN - 1 : LONGEST_SHOWN;
    return text.substring(0, end) + "...";
  }

  @Override
  public void close() {
    records = null;
  }
}
