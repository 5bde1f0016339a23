package org.portcullis.benchmarks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URL;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** The "may depend on" column of the house: each module reaches only what its place permits. */
@AnalyzeClasses(packages = "org.portcullis", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
  private static final String FACTS = "org.portcullis.facts..";
  private static final String ATTESTATION = "org.portcullis.attestation..";
  private static final String STATUS = "org.portcullis.attestation.key.status..";
  private static final String RELEASE = "org.portcullis.release..";
  private static final String RULES = "org.portcullis.rules..";
  private static final String ENGINE = "org.portcullis.engine..";
  private static final String MINT = "org.portcullis.fixtures.mint..";
  private static final String CLI = "org.portcullis.cli..";
  private static final String BENCHMARKS = "org.portcullis.benchmarks..";

  private static final String[] PLATFORM = {
    "java.lang..",
    "java.util..",
    "java.math..",
    "java.nio..",
    "java.io..",
    "java.time..",
    "java.security..",
    "javax.crypto..",
    "javax.security.auth.x500..",
    "org.jspecify.."
  };

  private static final String[] ATTESTATION_LIBRARIES = {
    "org.bouncycastle..",
    "com.github.benmanes.caffeine..",
    "com.fasterxml.jackson.core..",
    "com.fasterxml.jackson.dataformat.cbor.."
  };

  @ArchTest static final ArchRule FACTS_STAND_ALONE = mayDependOn(FACTS);

  /** The sources of status lists alone reach the network; a verifier never does. */
  @ArchTest
  static final ArchRule ATTESTATION_KNOWS_NOTHING_OF_OURS =
      classes()
          .that()
          .resideInAPackage(ATTESTATION)
          .and()
          .resideOutsideOfPackage(STATUS)
          .should()
          .onlyDependOnClassesThat(allowed(ATTESTATION, ATTESTATION_LIBRARIES));

  @ArchTest
  static final ArchRule STATUS_LISTS_ARE_FETCHED_BY_THE_PLATFORM =
      classes()
          .that()
          .resideInAPackage(STATUS)
          .should()
          .onlyDependOnClassesThat(
              allowed(ATTESTATION, ATTESTATION_LIBRARIES)
                  .or(resideInAnyPackage("java.net", "java.net.http")));

  @ArchTest
  static final ArchRule VERIFIERS_DO_NOT_FETCH =
      noClasses()
          .that()
          .resideInAPackage(ATTESTATION)
          .and()
          .resideOutsideOfPackage(STATUS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(STATUS);

  @ArchTest static final ArchRule MINT_STANDS_LOW = mayDependOn(MINT, FACTS, "org.bouncycastle..");

  @ArchTest
  static final ArchRule RELEASE_KNOWS_NOTHING_OF_OURS =
      mayDependOn(RELEASE, "org.bouncycastle..", "com.fasterxml.jackson.core..");

  @ArchTest
  static final ArchRule PACKAGES_OF_RELEASE_HAVE_NO_CYCLE =
      slices().matching("org.portcullis.release.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule RULES_KNOW_FACTS_RELEASE_AND_DROOLS =
      classes()
          .that()
          .resideInAPackage(RULES)
          .should()
          .onlyDependOnClassesThat(
              // The grammars of Drools' parsers are ANTLR's; a class loader answers with URLs.
              allowed(
                      RULES,
                      FACTS,
                      RELEASE,
                      "org.drools..",
                      "org.kie..",
                      "org.antlr..",
                      "com.fasterxml.jackson.core..")
                  .or(equivalentTo(URL.class)));

  @ArchTest
  static final ArchRule ENGINE_STANDS_ON_EVIDENCE_FACTS_AND_RULES =
      mayDependOn(ENGINE, FACTS, ATTESTATION, RELEASE, RULES, "org.slf4j..");

  @ArchTest
  static final ArchRule CLI_STANDS_ON_TOP =
      noClasses()
          .that()
          .resideOutsideOfPackages(CLI, BENCHMARKS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CLI, "picocli..");

  @ArchTest
  static final ArchRule ONLY_RULES_KNOW_DROOLS =
      noClasses()
          .that()
          .resideOutsideOfPackages(RULES, BENCHMARKS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.drools..", "org.kie..", "org.mvel2..", "org.antlr..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLE =
      slices().matching("org.portcullis.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PACKAGES_OF_RULES_HAVE_NO_CYCLE =
      slices().matching("org.portcullis.rules.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PACKAGES_OF_THE_ENGINE_HAVE_NO_CYCLE =
      slices().matching("org.portcullis.engine.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule PURE_MODULES_READ_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(FACTS, ATTESTATION, RELEASE, RULES, MINT)
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(System.class, "currentTimeMillis");

  @ArchTest
  static final ArchRule PURE_MODULES_READ_NO_ENVIRONMENT =
      noClasses()
          .that()
          .resideInAnyPackage(FACTS, ATTESTATION, RELEASE, MINT)
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class);

  @ArchTest
  static final ArchRule VERIFIERS_AND_RULES_DO_NOT_LOG =
      noClasses()
          .that()
          .resideInAnyPackage(FACTS, ATTESTATION, RELEASE, RULES, MINT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.slf4j..", "java.util.logging..");

  @ArchTest
  static final ArchRule NOBODY_REGISTERS_A_PROVIDER =
      noClasses()
          .that()
          .resideOutsideOfPackage(BENCHMARKS)
          .should()
          .callMethod(java.security.Security.class, "addProvider", java.security.Provider.class)
          .orShould()
          .callMethod(
              java.security.Security.class,
              "insertProviderAt",
              java.security.Provider.class,
              int.class);

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackages(CLI, BENCHMARKS)
          .should()
          .accessField(System.class, "out");

  @ArchTest
  static final ArchRule INTERNALS_STAY_INSIDE =
      classes()
          .that()
          .resideInAPackage("org.portcullis..internal..")
          .should(new StayInsideTheirModule())
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule FACTS_ARE_PLAIN =
      classes()
          .that()
          .resideInAPackage("org.portcullis.facts")
          .and()
          .areAssignableTo(Record.class)
          .and(new PartOfTheCase())
          .should(new HavePlainComponents());

  private static ArchRule mayDependOn(String module, String... others) {
    return classes()
        .that()
        .resideInAPackage(module)
        .should()
        .onlyDependOnClassesThat(allowed(module, others));
  }

  private static DescribedPredicate<JavaClass> allowed(String module, String... others) {
    return resideInAPackage(module)
        .or(resideInAnyPackage(PLATFORM))
        .or(resideInAnyPackage(others))
        .or(new Primitive());
  }
}
