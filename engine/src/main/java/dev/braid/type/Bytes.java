package dev.braid.type;

import java.util.Arrays;

/// A value of bytea. Ordered as unsigned bytes; the array is not copied and must not be changed.
public record Bytes(byte[] value) implements Comparable<Bytes> {
  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes(byte[] bytes) && Arrays.equals(value, bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(value, other.value);
  }
}
