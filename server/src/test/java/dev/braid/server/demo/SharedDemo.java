package dev.braid.server.demo;

import dev.braid.Braid;

/// One demo server for all tests of a JVM; the shutdown hooks stop it.
final class SharedDemo {
  private static final DemoServer SERVER = start();
  private static final Braid BRAID = Braid.open(SERVER.config());

  private SharedDemo() {}

  private static DemoServer start() {
    DemoServer server = DemoServer.startInBackground(DemoCache.none());
    server.awaitReady();
    return server;
  }

  static DemoServer server() {
    return SERVER;
  }

  static Braid braid() {
    return BRAID;
  }
}
