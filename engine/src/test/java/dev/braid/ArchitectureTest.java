package dev.braid;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
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

/// Keeps the walls of the house: lower rooms never import higher ones.
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.braid");

  /// The rooms from the lowest to the highest; those of one level do not import higher ones.
  private static final List<String> LEVELS =
      List.of(
          "error",
          "type",
          "vector result",
          "expr hash parallel guard",
          "catalog",
          "source",
          "exec",
          "plan",
          "explain",
          "sql",
          "local",
          "survey",
          "batch",
          "",
          "jdbc");

  private static String[] packages(List<String> levels) {
    return levels.stream()
        .flatMap(level -> Stream.of(level.split(" ")))
        .map(room -> room.isEmpty() ? "dev.braid" : "dev.braid." + room + "..")
        .toArray(String[]::new);
  }

  @Test
  void lowerRoomsNeverImportHigherOnes() {
    for (int level = 0; level < LEVELS.size(); level++) {
      String[] here = packages(LEVELS.subList(level, level + 1));
      String[] above = packages(LEVELS.subList(level + 1, LEVELS.size()));
      if (above.length > 0) {
        noClasses()
            .that()
            .resideInAnyPackage(here)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above)
            .allowEmptyShould(true)
            .check(CLASSES);
      }
    }
  }

  @Test
  void roomsFormNoCycle() {
    slices().matching("dev.braid.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void librariesStayInTheirRooms() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.braid.source.postgres..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.commons.pool2..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.braid.catalog..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("tools.jackson..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.braid.source.file..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.parquet..", "io.airlift..", "com.github.luben..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.braid.exec")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.roaringbitmap..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.braid.source", "dev.braid.source.postgres..", "dev.braid.guard", "dev.braid.jdbc")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.sql..")
        .check(CLASSES);
  }

  @Test
  void noGrabBags() {
    classes().should().haveNameNotMatching(".*(Util|Utils|Helper|Manager|Impl)").check(CLASSES);
  }

  @Test
  void everyRoomSaysWhatItIsFor() throws IOException {
    Path root = Path.of("src/main/java/dev/braid");
    try (Stream<Path> folders = Files.walk(root).filter(Files::isDirectory)) {
      List<Path> rooms = folders.toList();
      assertThat(rooms).hasSizeGreaterThan(5);
      assertThat(rooms).allSatisfy(room -> assertThat(room.resolve("package-info.java")).exists());
    }
  }
}
