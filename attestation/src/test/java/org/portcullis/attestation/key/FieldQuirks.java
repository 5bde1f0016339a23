package org.portcullis.attestation.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.portcullis.fixtures.mint.Authorizations;
import org.portcullis.fixtures.mint.ChainMint;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.fixtures.mint.StatementLevel;

/**
 * What the field's oddities share, and where each is tested. Most have a test named after row and
 * symptom in one of the classes of {@link #TESTS}, with the verdict, the facts or the oddity that
 * show it, and a near miss that is refused; {@link #ELSEWHERE} names the tests of the others, whose
 * subject is wider than a row. {@link FieldQuirksTest} holds the catalogue to be whole.
 */
final class FieldQuirks {
  /** The rows are numbered from 1 to this. */
  static final int ROWS = 42;

  static final List<Class<?>> TESTS =
      List.of(FieldQuirksPathTest.class, FieldQuirksStatementTest.class);

  /**
   * A test that shows a row beside other things.
   *
   * @param row the row's number
   * @param symptom what devices or libraries do
   * @param test the class of the test
   * @param method its method
   */
  record Elsewhere(int row, String symptom, Class<?> test, String method) {}

  static final List<Elsewhere> ELSEWHERE =
      List.of(
          new Elsewhere(
              34,
              "new numbers of an enumeration lost by a library",
              StatementTagTest.class,
              "read_eachNumberOfAnEnumeration_isItsConstantOrKept"),
          new Elsewhere(
              34,
              "new numbers in a set that break a library",
              StatementTagTest.class,
              "read_severalUnknownNumbers_areAllKept"),
          new Elsewhere(
              34,
              "unknown tags ignored unseen by a library",
              StatementTagTest.class,
              "read_tagThatNoAttestationHas_isKeptAsUnknown"),
          new Elsewhere(
              36,
              "only the status REVOKED counts for a library",
              StatusListTest.class,
              "statusOf_anyEntry_counts"),
          new Elsewhere(
              36,
              "keys of the status list compared as found by a library",
              StatusListTest.class,
              "statusOf_oddSpelling_isComparedAsNumber"),
          new Elsewhere(
              37,
              "a provider registered under another class name",
              KeyAttestationVerifierTest.class,
              "build_anyProvider_registersNothing"),
          new Elsewhere(
              42,
              "attestation keys destroyed by unlocking, so that there is no chain",
              CertificateChainTest.class,
              "ofPem_textWithoutBlocks_isEmpty"));

  /** The rows that nothing in a chain shows, with who answers for them. */
  static final Map<Integer, String> NOT_IN_A_CHAIN =
      Map.of(
          40,
          "a relayed chain of a clean device: the host has the request signed by the attested key,"
              + " KeyAttestationResult.Verified.key()");

  static final Seed SEED = Seed.of("field quirks");

  private FieldQuirks() {}

  static ChainMint strongBox(ChainMint.Shape shape) {
    return Minted.AUTHORITY
        .chain(shape, StatementLevel.STRONG_BOX, SEED, ChainMint.DEFAULT_TIME)
        .challenge(Minted.CHALLENGE);
  }

  static ChainMint hardware(UnaryOperator<Authorizations> change) {
    return Minted.factory().hardware(change);
  }

  static ChainMint software(UnaryOperator<Authorizations> change) {
    return Minted.factory().software(change);
  }

  /** Verified with exactly these oddities. */
  static KeyAttestationResult.Verified verified(ChainMint mint, Oddity... oddities) {
    KeyAttestationResult.Verified verified = Minted.verified(Minted.verify(mint));
    assertThat(verified.oddities()).containsExactlyInAnyOrder(oddities);
    return verified;
  }

  /** Verified with exactly these oddities, and saying what the chain without the quirk says. */
  static void sameFacts(ChainMint mint, ChainMint without, Oddity... oddities) {
    assertThat(VerifiedFacts.of(verified(mint, oddities)))
        .isEqualTo(VerifiedFacts.of(verified(without)));
  }

  static void rejected(ChainMint mint, KeyAttestationReason reason, int certificate, String field) {
    rejected(Minted.verify(mint), reason, certificate, field);
  }

  static void rejected(
      KeyAttestationResult result, KeyAttestationReason reason, int certificate, String field) {
    KeyAttestationResult.Rejected rejected = Minted.rejected(result);
    assertThat(rejected.reason()).as(rejected.detail()).isEqualTo(reason);
    assertThat(rejected.where()).isEqualTo(new Where(certificate, field));
  }

  static Oddity at(Oddity.Kind kind, int certificate, String field) {
    return new Oddity(kind, new Where(certificate, field));
  }

  static <T> Member<T> inHardware(KeyAttestationResult.Verified verified, AuthorizationTag<T> tag) {
    return verified.description().hardware().get(tag);
  }
}
