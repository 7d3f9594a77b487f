package dev.braid.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compiles every piece of Java that the README, the guides and the public doc comments show.
class DocumentedCodeTest {
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir Path classes;

  @Test
  void everyShownPieceOfJavaCompiles() throws IOException {
    Map<String, String> pieces = new TreeMap<>();
    collect(Path.of("../README.md"), "", pieces);
    try (Stream<Path> guides = Files.list(Path.of("../docs"))) {
      for (Path guide : guides.filter(file -> file.toString().endsWith(".md")).toList()) {
        collect(guide, "", pieces);
      }
    }
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        collect(source, "(?m)^ *///? ?", pieces);
      }
    }
    assertThat(pieces).hasSizeGreaterThanOrEqualTo(8);
    assertThat(pieces).allSatisfy((where, code) -> assertThat(errors(code)).as(where).isEmpty());
  }

  private static void collect(Path file, String prefix, Map<String, String> pieces)
      throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(file).replaceAll(prefix, ""));
    for (int i = 1; block.find(); i++) {
      pieces.put(file.getFileName() + " #" + i, block.group(1));
    }
  }

  private String errors(String piece) {
    // What a piece does not make itself, it is given.
    List<String> given = new ArrayList<>(List.of("java.io.PrintStream out", "Path file"));
    if (!piece.contains("Braid braid =")) {
      given.add("Braid braid");
    }
    if (!piece.contains("List<Query> queries =")) {
      given.add("List<Query> queries");
    }
    String source =
        """
        import dev.braid.*; import dev.braid.batch.*; import dev.braid.catalog.*; import dev.braid.error.*;
        import dev.braid.result.*; import java.nio.file.*; import java.time.*; import java.util.*;
        import java.sql.Connection; import java.sql.DriverManager; import java.sql.PreparedStatement;
        import java.sql.ResultSet; import java.util.concurrent.*;
        class Piece { void run(%s) throws Exception {
        %s
        } }
        """
            .formatted(String.join(", ", given), piece);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    JavaFileObject unit =
        new SimpleJavaFileObject(URI.create("string:///Piece.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    StringWriter messages = new StringWriter();
    boolean good =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-nowarn",
                    "-d",
                    classes.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                List.of(unit))
            .call();
    return good ? "" : messages + "\n" + source;
  }
}
