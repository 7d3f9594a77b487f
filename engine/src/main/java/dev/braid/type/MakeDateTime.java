package dev.braid.type;


/// x
final class MakeDateTime {
  private MakeDateTime() {}

  static long time(int hour, int minute, double second) {
    throw new UnsupportedOperationException();
  }

}
