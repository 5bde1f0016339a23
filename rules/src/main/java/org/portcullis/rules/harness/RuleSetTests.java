package org.portcullis.rules.harness;

import java.util.ArrayList;
import java.util.List;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.Problems;
import org.portcullis.release.json.Reading;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.release.json.StrictJson;
import org.portcullis.rules.bundle.BundleFile;
import org.portcullis.rules.bundle.EffectiveParameters;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetManifest;

/**
 * The tests of a rule set, as its files {@code tests/*.json} hold them. A file has the members
 * {@code format} (1), {@code case} (a whole case, in the form of {@link CaseJson}), {@code params}
 * (optional: values over the declared defaults) and {@code tests}. A test has a {@code name} that
 * is unique in its file, {@code set} (optional: from a path of the case to its value here), {@code
 * params} (optional: values over the file's) and {@code expect}: {@code outcome}, and optionally
 * {@code reasons}, {@code obligations} and {@code notes}, each the exact set of codes.
 */
public final class RuleSetTests {
  /** How many tests a file may have. */
  public static final int MAX_TESTS_OF_FILE = 1_000;

  /** How many tests a rule set may have. */
  public static final int MAX_TESTS = 10_000;

  /** How many distinct sets of values the tests of a rule set may have: each is a compilation. */
  public static final int MAX_VALUES = 64;

  private static final SourcePosition WHOLE = new SourcePosition("tests", 1, 1);

  private RuleSetTests() {}

  /**
   * Reads all tests of a bundle.
   *
   * @param bundle the bundle
   * @return the tests in the order of the files, none if it has none; or all that is wrong
   */
  public static Reading<List<RuleSetTest>> of(RuleSetBundle bundle) {
    return of(bundle, EffectiveParameters.defaults(bundle.manifest()));
  }

  /**
   * Reads all tests of a bundle, to run them under other values than the declared defaults.
   *
   * @param bundle the bundle
   * @param under the values over which those of a file and of a test are laid
   * @return the tests in the order of the files, none if it has none; or all that is wrong
   */
  public static Reading<List<RuleSetTest>> of(RuleSetBundle bundle, EffectiveParameters under) {
    Problems problems = new Problems();
    List<RuleSetTest> tests = new ArrayList<>();
    for (BundleFile file : bundle.tests()) {
      tests.addAll(
          read(
              new TestFileReader(bundle.manifest(), under, problems),
              file.path(),
              file.content(),
              problems));
    }
    if (tests.size() > MAX_TESTS) {
      problems.error(WHOLE, "too-many-tests", "more than " + MAX_TESTS + " tests");
    }
    checkValues(tests, problems);
    return problems.result(() -> List.copyOf(tests));
  }

  /**
   * Reads one file of tests.
   *
   * @param manifest what the rule set declares
   * @param file the name of the file, for the places
   * @param content the bytes
   * @return the tests in the order of the file, at least one; or all that is wrong
   */
  public static Reading<List<RuleSetTest>> read(
      RuleSetManifest manifest, String file, byte[] content) {
    Problems problems = new Problems();
    EffectiveParameters defaults = EffectiveParameters.defaults(manifest);
    List<RuleSetTest> tests =
        read(new TestFileReader(manifest, defaults, problems), file, content, problems);
    checkValues(tests, problems);
    return problems.result(() -> tests);
  }

  private static List<RuleSetTest> read(
      TestFileReader reader, String file, byte[] content, Problems problems) {
    Reading<JsonObject> json = StrictJson.read(file, content);
    if (json instanceof Reading.Refused<JsonObject> refused) {
      problems.addAll(refused.diagnostics());
      return List.of();
    }
    return reader.read(((Reading.Parsed<JsonObject>) json).value());
  }

  private static void checkValues(List<RuleSetTest> tests, Problems problems) {
    if (tests.stream().map(test -> test.parameters().digest()).distinct().count() > MAX_VALUES) {
      problems.error(
          WHOLE,
          "too-many-values",
          "more than " + MAX_VALUES + " distinct sets of values, each of which is a compilation");
    }
  }
}
