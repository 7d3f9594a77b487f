package dev.braid.source.file.csv;

import java.util.concurrent.atomic.AtomicIntegerArray;

/// Where the records of a file begin, found chunk by chunk by whoever reads.
///
/// Chunk `i` is the bytes from `bound(i)` to `bound(i + 1)`, and its records are those that begin
/// there. A record begins after a line's end outside of quotes, so the state of quoting at the
/// chunk's start is needed, which the quotes of all bytes before it decide. Each chunk's effect on
/// the state is found once, in any order: workers that take chunks in turn find the effects of the
/// ones before already there, or compute them themselves rather than wait. This costs one pass over
/// the bytes at the speed of memory.
final class Chunks {
  private static final int BLOCK = 1 << 16;
  private static final int KNOWN = 1 << 8;

  private final QuoteStates states;
  private final byte lineEnd;
  private final long start;
  private final long end;
  private final int chunkBytes;
  private final int count;

  /// What the bytes from `bound(i) - 1` to `bound(i + 1) - 1` do to the state; 0 until known.
  private final AtomicIntegerArray functions;

  /// The state before byte `bound(i) - 1`; 0 until known.
  private final AtomicIntegerArray before;

  /// @param start of the first record
  Chunks(QuoteStates states, LineEnd lineEnd, long start, long end, int chunkBytes) {
    this.states = states;
    this.lineEnd = lineEnd.last;
    this.start = start;
    this.end = end;
    this.chunkBytes = chunkBytes;
    this.count = Math.toIntExact((end - start + chunkBytes - 1) / chunkBytes);
    this.functions = new AtomicIntegerArray(count);
    this.before = new AtomicIntegerArray(count);
  }

  int count() {
    return count;
  }

  /// First byte of a chunk.
  long bound(int chunk) {
    return Math.min(end, start + (long) chunk * chunkBytes);
  }

  private long lead(int chunk) {
    return chunk == 0 ? start : bound(chunk) - 1;
  }

  /// Where the first record of this chunk, or of a later one, begins; the file's end where there is
  /// none.
  long firstRecord(FileBytes bytes, int chunk) {
    if (chunk == 0) {
      return start;
    }
    if (chunk >= count) {
      return end;
    }
    int state = stateBefore(bytes, chunk);
    byte[] block = new byte[256];
    long at = lead(chunk);
    while (at < end) {
      int length = (int) Math.min(block.length, end - at);
      bytes.copy(at, block, length);
      for (int i = 0; i < length; i++) {
        if (state == QuoteStates.OUTSIDE && block[i] == lineEnd) {
          return at + i + 1;
        }
        state = states.next(state, block[i]);
      }
      at += length;
      if (block.length < BLOCK) {
        block = new byte[BLOCK];
      }
    }
    return end;
  }

  /// Finds what the chunk itself does to the state, for those who read the chunks after it.
  void examine(FileBytes bytes, int chunk) {
    if (functions.getOpaque(chunk) != 0) {
      return;
    }
    long at = lead(chunk);
    long to = chunk + 1 == count ? end : lead(chunk + 1);
    int function = QuoteStates.IDENTITY;
    byte[] block = new byte[(int) Math.min(BLOCK, Math.max(0, to - at))];
    while (at < to) {
      int length = (int) Math.min(block.length, to - at);
      bytes.copy(at, block, length);
      function = QuoteStates.compose(function, states.function(block, 0, length));
      at += length;
    }
    functions.setOpaque(chunk, function | KNOWN);
  }

  private int stateBefore(FileBytes bytes, int chunk) {
    int known = chunk;
    while (known > 0 && before.getOpaque(known) == 0) {
      known--;
    }
    int state = known == 0 ? QuoteStates.OUTSIDE : before.getOpaque(known) & 3;
    for (int i = known; i < chunk; i++) {
      examine(bytes, i);
      state = QuoteStates.apply(functions.getOpaque(i), state);
      before.setOpaque(i + 1, state | KNOWN);
    }
    return state;
  }
}
