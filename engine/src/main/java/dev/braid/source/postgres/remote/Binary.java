package dev.braid.source.postgres.remote;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Numbers in network order within an array.
final class Binary {
  private static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Binary() {}

  static int int2(byte[] bytes, int at) {
    return (short) SHORTS.get(bytes, at);
  }

  static int int4(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static long int8(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static BraidException malformed(String what) {
    return new BraidException(
        SqlState.PROTOCOL_VIOLATION, "the server sent rows in a form that is not known: " + what);
  }
}
