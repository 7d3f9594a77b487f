package dev.braid.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps the walls of the server's rooms.
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.braid.server");

  @Test
  void roomsKnowOnlyThoseBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("report")
        .definedBy("dev.braid.server.report..")
        .layer("demo")
        .definedBy("dev.braid.server.demo..")
        .layer("tpch")
        .definedBy("dev.braid.server.tpch..")
        .layer("mcp")
        .definedBy("dev.braid.server.mcp..")
        .layer("cli")
        .definedBy("dev.braid.server.cli..")
        .whereLayer("cli")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("mcp")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("demo")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("tpch")
        .mayOnlyBeAccessedByLayers("cli")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("demo", "mcp", "cli")
        .check(CLASSES);
  }

  @Test
  void roomsFormNoCycle() {
    slices().matching("dev.braid.server.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void librariesStayInTheirRooms() {
    stays("io.modelcontextprotocol..", "dev.braid.server.mcp..");
    stays("org.eclipse.jetty..", "dev.braid.server.mcp.http..");
    stays("picocli..", "dev.braid.server.cli..");
    stays("org.jline..", "dev.braid.server.cli..");
    stays("io.zonky..", "dev.braid.server.demo..");
    stays("io.trino..", "dev.braid.server.tpch..");
  }

  private static void stays(String library, String room) {
    noClasses()
        .that()
        .resideOutsideOfPackage(room)
        .and()
        // Its training run for the AOT cache visits every room.
        .haveSimpleNameNotStartingWith("WarmupCommand")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void noGrabBags() {
    classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
  }

  @Test
  void everyRoomSaysWhatItIsFor() throws IOException {
    try (Stream<Path> folders =
        Files.walk(Path.of("src/main/java/dev/braid/server")).filter(Files::isDirectory)) {
      List<Path> rooms = folders.filter(ArchitectureTest::hasSources).toList();
      assertThat(rooms).hasSizeGreaterThan(5);
      assertThat(rooms).allSatisfy(room -> assertThat(room.resolve("package-info.java")).exists());
    }
  }

  private static boolean hasSources(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
