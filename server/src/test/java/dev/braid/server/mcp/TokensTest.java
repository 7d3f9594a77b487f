package dev.braid.server.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokensTest {
  @Test
  void knowsItsTokensAndNoOther() {
    Tokens tokens = Tokens.parse("first-token-of-two, second-token-of-two");
    assertThat(tokens.fingerprint("first-token-of-two")).hasSize(8);
    assertThat(tokens.fingerprint("second-token-of-two"))
        .hasSize(8)
        .isNotEqualTo(tokens.fingerprint("first-token-of-two"));
    assertThat(tokens.fingerprint("first-token-of-tw")).isNull();
    assertThat(tokens.fingerprint("")).isNull();
  }

  @Test
  void nothingOrBlanksAreNoTokens() {
    assertThat(Tokens.parse(null).isEmpty()).isTrue();
    assertThat(Tokens.parse(" , ").isEmpty()).isTrue();
  }

  @Test
  void aTokenThatCanBeGuessedIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> Tokens.parse("long-enough-a-token,hunter2"))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("shorter than 16")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void optionsNeverShowThem() {
    ServeOptions options =
        ServeOptions.fromEnvironment(Map.of("BRAID_TOKEN", "a-token-to-be-kept-secret"));
    assertThat(options.toString()).contains("1 tokens").doesNotContain("kept-secret");
  }
}
