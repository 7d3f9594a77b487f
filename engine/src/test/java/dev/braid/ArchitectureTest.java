package dev.braid;

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

/// Keeps the walls of the house: lower rooms never import higher ones.
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.braid");

  @Test
  void lowerRoomsNeverImportHigherOnes() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("error")
        .definedBy("dev.braid.error..")
        .layer("result")
        .definedBy("dev.braid.result..")
        .layer("parallel")
        .definedBy("dev.braid.parallel..")
        .layer("catalog")
        .definedBy("dev.braid.catalog..")
        .layer("sql")
        .definedBy("dev.braid.sql..")
        .layer("source")
        .definedBy("dev.braid.source..")
        .layer("batch")
        .definedBy("dev.braid.batch..")
        .layer("facade")
        .definedBy("dev.braid")
        .whereLayer("facade")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("batch")
        .mayOnlyBeAccessedByLayers("facade")
        .whereLayer("source")
        .mayOnlyBeAccessedByLayers("batch", "facade")
        .whereLayer("sql")
        .mayOnlyBeAccessedByLayers("source", "batch", "facade")
        .whereLayer("catalog")
        .mayOnlyBeAccessedByLayers("source", "batch", "facade")
        .whereLayer("parallel")
        .mayOnlyBeAccessedByLayers("source", "batch", "facade")
        .whereLayer("result")
        .mayOnlyBeAccessedByLayers("source", "batch", "facade")
        .check(CLASSES);
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
        .resideOutsideOfPackages("dev.braid.source.postgres..", "dev.braid.sql")
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
