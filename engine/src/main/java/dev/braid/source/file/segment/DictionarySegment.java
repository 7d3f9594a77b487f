package dev.braid.source.file.segment;

import dev.braid.vector.Column;
import dev.braid.vector.DictionaryColumn;
import dev.braid.vector.Validity;
import org.jspecify.annotations.Nullable;

/// Codes into a dictionary. All columns read from one segment share one dictionary object, so that
/// what was computed for its entries can be kept. Entries may repeat, and some may stand in no row.
public final class DictionarySegment extends Segment {
  private final PackedInts codes;
  private final Column dictionary;
  private final long @Nullable [] validity;

  /// @param codes one for each row, 0 for rows without a value; not to be changed any more
  /// @param dictionary at least one entry, none of them NULL
  public DictionarySegment(
      int[] codes, int rows, Column dictionary, long @Nullable [] validity, Zones zones) {
    super(rows, zones);
    this.codes = PackedInts.pack(codes, rows, dictionary.size() - 1);
    this.dictionary = dictionary;
    this.validity = validity;
  }

  public Column dictionary() {
    return dictionary;
  }

  @Override
  public Column read(int from, int count) {
    int[] indices = new int[count];
    codes.read(from, count, 0, indices);
    return new DictionaryColumn(indices, dictionary, count, Validity.slice(validity, from, count));
  }

  @Override
  public Column read(int from, int[] picked, int count) {
    int[] indices = new int[count];
    codes.read(from, picked, count, 0, indices);
    return new DictionaryColumn(
        indices, dictionary, count, Bits.gather(validity, from, picked, count));
  }

  @Override
  public long bytes() {
    return codes.bytes()
        + dictionary.memory()
        + (validity == null ? 0 : 8L * validity.length)
        + zones().bytes();
  }
}
