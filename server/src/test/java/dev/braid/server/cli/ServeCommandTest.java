package dev.braid.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.server.cli.Cli.Ran;
import dev.braid.server.mcp.ServeOptions;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServeCommandTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "8080,127.0.0.1,8080",
    "127.0.0.1:0,127.0.0.1,0",
    "example.org:65535,example.org,65535",
    "[::1]:81,::1,81",
  })
  void readsAnAddress(String address, String host, int port) {
    ServeOptions options = ServeCommand.at(address, ServeOptions.DEFAULT);
    assertThat(options.host()).isEqualTo(host);
    assertThat(options.port()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost", "localhost:", "localhost:65536", "::1:80", "a:b"})
  void refusesWhatIsNoAddress(String address) {
    Assertions.assertThatThrownBy(() -> ServeCommand.at(address, ServeOptions.DEFAULT))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("not an address to listen on");
  }

  @Test
  void oneWayToServeMustBeChosen() {
    Cli cli = Cli.withDataset(directory);
    assertThat(cli.run("serve").status()).isEqualTo(2);
    Ran both = cli.run("serve", "--stdio", "--http", "8080");
    assertThat(both.status()).isEqualTo(2);
    assertThat(both.err()).contains("--stdio");
  }

  @Test
  void anAddressForOthersNeedsAToken() {
    Ran ran = Cli.withDataset(directory).run("serve", "--http", "0.0.0.0:0");
    assertThat(ran.status()).isEqualTo(2);
    assertThat(ran.err()).contains("without a token").contains("BRAID_TOKEN");
  }

  @Test
  void contextIsWhatAnAssistantIsTold() {
    Cli cli = Cli.withDataset(directory);
    assertThat(cli.run("context").out()).contains("test").contains("what the tests ask");
    assertThat(cli.run("context", "-d", "test").out()).contains("Schema of test");
    assertThat(cli.run("context", "-t", "x").status()).isEqualTo(2);
  }
}
