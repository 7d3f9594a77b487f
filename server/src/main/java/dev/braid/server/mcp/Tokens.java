package dev.braid.server.mcp;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The bearer tokens that open the HTTP door. Only their SHA-256 is kept, so that no dump or log
/// can show one.
public final class Tokens {
  public static final Tokens NONE = new Tokens(List.of());

  private static final int LEAST_LENGTH = 16;
  private static final int FINGERPRINT_BYTES = 4;

  private final List<byte[]> digests;

  private Tokens(List<byte[]> digests) {
    this.digests = digests;
  }

  /// Reads tokens separated by commas, as `BRAID_TOKEN` holds them.
  ///
  /// @throws BraidException F0000 for a token that can be guessed
  public static Tokens parse(@Nullable String commaSeparated) {
    List<byte[]> digests = new ArrayList<>();
    for (String token : commaSeparated == null ? new String[0] : commaSeparated.split(",")) {
      if (token.isBlank()) {
        continue;
      }
      if (token.strip().length() < LEAST_LENGTH) {
        throw new BraidException(
                SqlState.CONFIG_FILE_ERROR,
                "a token in BRAID_TOKEN is shorter than " + LEAST_LENGTH + " characters")
            .withHint("make one with: openssl rand -hex 32");
      }
      digests.add(sha256(token.strip()));
    }
    return digests.isEmpty() ? NONE : new Tokens(List.copyOf(digests));
  }

  public boolean isEmpty() {
    return digests.isEmpty();
  }

  /// The fingerprint of a token that is one of these, or null. Takes as long for a wrong token as
  /// for a right one: it compares hashes, all of them, each in constant time.
  public @Nullable String fingerprint(String token) {
    byte[] digest = sha256(token);
    boolean known = false;
    for (byte[] candidate : digests) {
      known |= MessageDigest.isEqual(candidate, digest);
    }
    return known ? HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES) : null;
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return digests.size() + " tokens";
  }
}
