package org.portcullis.rules.confine;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Constructs with which a rule file ran code of its author's in plain Drools: all are refused. */
final class HostileSamplesTest {
  @ParameterizedTest(name = "{0}")
  @MethodSource({"consequences", "constraints", "elements", "declarations", "attributes"})
  void check_hostileSample_isRefusedAtItsPlace(String name, String marked, String codes) {
    Marked.of(marked).assertRefused(Samples.declarations("test.deny"), codes.split(" ", -1));
  }

  private static Arguments consequence(String name, String statements, String codes) {
    return Arguments.of(
        name,
        Samples.HEAD
            + "rule \"test/rule\"\nwhen EligibilityCase( channel.entitled == false )\nthen\n  "
            + statements
            + "\nend\n",
        codes);
  }

  static Stream<Arguments> consequences() {
    String find = "findings.deny(\"test.deny\");";
    return Stream.of(
        consequence("System", "§System.exit(1);", "bad-consequence"),
        consequence("System after the finding", find + "\n §System.exit(1);", "bad-consequence"),
        consequence("java.lang.System", "§java.lang.System.exit(1);", "bad-consequence"),
        consequence(
            "class body injection",
            find + "\n§} static { System.exit(1); } static void z() {",
            "bad-consequence"),
        consequence("runtime by drools", "§drools.getKieRuntime();", "bad-consequence"),
        consequence("insert", "§insert(new a.B());", "bad-consequence"),
        consequence("update", find + " §update(findings);", "bad-consequence"),
        consequence("modify", find + " §modify(findings) { x() }", "bad-consequence"),
        consequence("halt", find + " §drools.halt();", "bad-consequence"),
        consequence("call in place of the code", "findings.deny(§a.B.hit());", "bad-consequence"),
        consequence("joined code", "findings.deny(\"test.\" §+ a());", "bad-consequence"),
        consequence("second finding", find + " §" + find, "bad-consequence"),
        consequence("variable", "§var f = findings; f.deny(\"test.deny\");", "bad-consequence"),
        consequence(
            "escape that closes a text",
            "findings.deny(\"§\\u0022); System.exit(1); //\");",
            "forbidden-character"),
        consequence(
            "escape that closes a comment",
            "/* §\\u002a/ System.exit(1); /* */ " + find,
            "forbidden-character"),
        consequence("escaped letter", "§\\u0053ystem.exit(1);", "forbidden-character"),
        consequence("bare carriage return", "// x§\rSystem.exit(1);", "forbidden-character"),
        consequence(
            "bidirectional override in a comment", "// §\u202e x\n" + find, "forbidden-character"),
        consequence("line separator", "// §\u2028System.exit(1);\n" + find, "forbidden-character"),
        consequence("zero", "§\0" + find, "forbidden-character"),
        Arguments.of(
            "named consequence",
            Samples.HEAD
                + "§rule \"test/rule\"\nwhen EligibilityCase( channel.entitled == false ) §do[z]\n"
                + "then findings.deny(\"test.deny\"); then[z] System.exit(1); end\n",
            "forbidden-consequence forbidden-element"),
        Arguments.of(
            "statement after the rule",
            Samples.denying("channel.entitled == false") + "§System.exit(1);\n",
            "syntax"));
  }

  private static Arguments constraint(String name, String marked, String codes) {
    return Arguments.of(name, Samples.denying(marked), codes);
  }

  static Stream<Arguments> constraints() {
    return Stream.of(
        constraint("System", "System.setProperty§(\"a\", \"b\") == null", "unexpected-token"),
        constraint(
            "System in a list",
            "device.model in ( System.getProperty§(\"a\") )",
            "unexpected-token"),
        constraint(
            "System in matches",
            "device.model §matches (System.getProperty(\"a\"))",
            "unexpected-token"),
        constraint("System in an index", "device.model§[System.exit(1)] == 1", "unexpected-token"),
        constraint(
            "System in valueOf",
            "device.model == String.valueOf§(System.exit(1))",
            "unexpected-token"),
        constraint(
            "System in valueOf of valueOf",
            "device.model == String.valueOf§(String.valueOf(System.getProperty(\"a\")))",
            "unexpected-token"),
        constraint("static call in a list", "device.model in ( a.B.hit§() )", "unexpected-token"),
        constraint(
            "reflection to its end",
            "this.getClass§().getClassLoader().loadClass(\"java.lang.System\")"
                + ".getMethod(\"exit\").invoke(null) == null",
            "unexpected-token"),
        constraint(
            "reflection",
            "this.getClass§().getClassLoader().loadClass(\"java.lang.System\") != null",
            "unexpected-token"),
        constraint("constructor", "new §a.B().x == 1", "unexpected-token"),
        constraint("static call", "a.B.hit§()", "unexpected-token"),
        constraint("full name", "java.lang.System.getenv§() != null", "unexpected-token"),
        constraint("static initialiser", "§a.B.FLAG == true", "unknown-path"),
        constraint(
            "static initialiser on the right", "channel.entitled == §a.B.FLAG", "unknown-path"),
        constraint("eval within the pattern", "eval§( System.exit(1) )", "unexpected-token"),
        constraint(
            "expression language",
            "T§(java.lang.Runtime).getRuntime() != null",
            "unexpected-token"),
        constraint("class property", "a.class.classLoader != §null", "unexpected-token"),
        constraint("class of the fact", "§class.classLoader == \"a\"", "unknown-path"),
        constraint("projection", "(device.model §in System.exit(1)) == 1", "syntax"),
        constraint("binding to a call", "$x §: System.exit(1)", "unexpected-token"),
        constraint(
            "call of an accessor",
            "request§().state() == SignalState.VERIFIED",
            "unexpected-token"),
        constraint("Runtime", "Runtime.getRuntime§().exec(\"id\") != null", "unexpected-token"),
        constraint("Thread", "Thread.currentThread§() != null", "unexpected-token"));
  }

  private static Arguments elements(String name, String when, String codes) {
    return Arguments.of(
        name,
        Samples.HEAD
            + "rule \"test/rule\"\nwhen\n"
            + when
            + "\nthen findings.deny(\"test.deny\"); end\n",
        codes);
  }

  static Stream<Arguments> elements() {
    String plain = "EligibilityCase( channel.entitled == false )";
    return Stream.of(
        elements("eval", "§eval( System.exit(1) )", "forbidden-element"),
        elements("eval beside a pattern", plain + " §eval( true )", "forbidden-element"),
        elements("from code", plain + " §from System.getProperties()", "forbidden-source"),
        elements(
            "accumulate", "§accumulate( EligibilityCase(); $c : count(1) )", "forbidden-source"),
        elements(
            "accumulate with code",
            "Number() §from accumulate( EligibilityCase(), init( int i = 0; ) action( System.exit(1); ) result( i ) )",
            "forbidden-source"),
        elements(
            "semicolon within the parentheses",
            "EligibilityCase( §channel.entitled == false; )",
            "forbidden-constraint"),
        elements("two patterns", plain + " §" + plain, "one-pattern"),
        elements("or", "§" + plain + " or " + plain, "forbidden-element"),
        elements("not", "§not " + plain, "forbidden-element"),
        elements("exists", "§exists " + plain, "forbidden-element"),
        elements("forall", "§forall( " + plain + " )", "forbidden-element"),
        elements("bound pattern", "§$c : " + plain, "forbidden-binding"),
        elements("window", plain + " §over window:length(1)", "forbidden-behavior"),
        elements("entry point", plain + " §from entry-point \"x\"", "forbidden-source"),
        elements("other type", "§java.lang.Object()", "unknown-type"),
        elements("object path", "§/channel[ entitled == false ]", "unknown-type"));
  }

  private static Arguments declaration(String name, String declared, String codes) {
    return Arguments.of(
        name,
        Samples.HEAD
            + declared
            + "\n"
            + Samples.denying("channel.entitled == false").substring(Samples.HEAD.length()),
        codes);
  }

  static Stream<Arguments> declarations() {
    return Stream.of(
        declaration("function", "§function void f() { System.exit(1); }", "forbidden-declaration"),
        declaration("import of a function", "§import function a.B.hit", "forbidden-declaration"),
        declaration("static import", "§import static a.B.hit", "forbidden-declaration"),
        declaration("accumulate import", "§import accumulate a.B hit", "forbidden-declaration"),
        declaration("import of System", "import §java.lang.System", "unknown-import"),
        declaration("import of all", "import §org.portcullis.facts.*", "unknown-import"),
        declaration(
            "declared type with an initialiser",
            "declare §D x : String = System.exit(1) end",
            "forbidden-declaration"),
        declaration("declared enum", "declare enum §E A(1); x : int end", "forbidden-declaration"),
        declaration(
            "declared window",
            "declare §window W EligibilityCase() over window:length(1) end",
            "forbidden-declaration"),
        declaration("declared entry point", "declare §entry-point x end", "forbidden-declaration"),
        declaration(
            "query",
            "§query \"q\" EligibilityCase( channel.entitled == false ) end",
            "forbidden-query"),
        declaration(
            "query with eval",
            "§query \"q\" EligibilityCase( eval( System.exit(1) ) ) end",
            "forbidden-query"),
        declaration("dialect of the package", "dialect §\"mvel\"", "forbidden-declaration"),
        declaration("second global", "§global java.lang.Runtime runtime", "duplicate-global"));
  }

  private static Arguments attribute(String name, String head, String codes) {
    return Arguments.of(
        name,
        Samples.HEAD
            + head
            + "\nwhen EligibilityCase( channel.entitled == false )\n"
            + "then findings.deny(\"test.deny\"); end\n",
        codes);
  }

  static Stream<Arguments> attributes() {
    String rule = "rule \"test/rule\"\n";
    return Stream.of(
        attribute("dialect", rule + "§dialect \"mvel\"", "forbidden-attribute"),
        attribute("salience", rule + "§salience ( System.exit(1) )", "forbidden-attribute"),
        attribute("enabled", rule + "§enabled ( System.exit(1) )", "forbidden-attribute"),
        attribute("timer", rule + "§timer ( expr: System.exit(1) )", "forbidden-attribute"),
        attribute("annotation", rule + "§@foo( System.exit(1) )", "forbidden-annotation"),
        attribute("extends", "rule \"test/rule\" §extends \"other\"", "forbidden-extends"),
        attribute("code in the name", "rule §\"x() { System.exit(1); }\"", "bad-rule-id"),
        attribute("the engine's name", "rule §\"portcullis\"", "reserved-rule-id"),
        attribute("the floor's name", "rule §\"portcullis/floor\"", "reserved-rule-id"),
        attribute("name without quotes", "rule §test", "bad-rule-id"));
  }
}
