package dev.braid.local;

import dev.braid.error.BraidException;
import dev.braid.error.SqlState;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// What STDIN and STDOUT of a COPY are.
///
/// @param in null where nothing can be read
/// @param out null where nothing can be written
public record CopyStreams(@Nullable InputStream in, @Nullable OutputStream out) {
  public static final CopyStreams NONE = new CopyStreams(null, null);

  InputStream source() {
    if (in == null) {
      throw missing("FROM STDIN").withHint("use Session.copyIn, or a file in the folder");
    }
    return in;
  }

  OutputStream target() {
    if (out == null) {
      throw missing("TO STDOUT").withHint("use Session.copyOut, or a file in the folder");
    }
    return out;
  }

  private static BraidException missing(String what) {
    return new BraidException(
        SqlState.FEATURE_NOT_SUPPORTED, "COPY " + what + " is not supported here");
  }
}
