package org.portcullis.attestation.key;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.portcullis.attestation.key.internal.DerException;
import org.portcullis.attestation.key.internal.ParsedCertificate;

/**
 * Does with a chain whatever can be done with it, asked for what it is and for what it isn't, whole
 * and damaged, and finds in all that is returned, thrown, logged and printed none of its secrets.
 */
final class PrivacyRun {
  private static final List<UnaryOperator<KeyAttestationExpectation.Builder>> DEMANDS =
      List.of(
          UnaryOperator.identity(),
          e -> e.minimumSecurityLevel(SecurityLevel.STRONG_BOX),
          e -> e.requireStatusList(Duration.ofDays(1)).enforceLeafValidity(),
          e -> e.refuseUnknownHardwareTags().permitNewAttestKey(),
          e -> e.application(ExpectedApplication.of("org.example", Sha256.over(new byte[] {1}))),
          e -> e.deviceIds(ExpectedDeviceIds.builder().imei("1").meid("2").serial("3").build()));

  private static final Provider PROVIDER = new BouncyCastleProvider();

  private final KeyAttestationVerifier.Builder builder;
  private final Instant now;
  private final List<Object> returned = new ArrayList<>();

  private PrivacyRun(KeyAttestationVerifier.Builder builder, Instant now) {
    this.builder = builder.provider(PROVIDER);
    this.now = now;
  }

  /**
   * Runs everything.
   *
   * @return the secrets that were looked for
   */
  static Secrets requireSilent(
      KeyAttestationVerifier.Builder builder, CertificateChain chain, Instant now)
      throws DerException {
    Secrets secrets = Secrets.of(chain);
    PrivacyRun run = new PrivacyRun(builder, now);
    String overheard;
    try (Overheard all = new Overheard()) {
      run.runAll(chain);
      overheard = all.text();
    }
    secrets.requireAbsent(overheard);
    for (Object value : run.returned) {
      Said said = Said.by(value);
      said.texts().forEach(secrets::requireAbsent);
      said.bytes().forEach(secrets::requireAbsent);
    }
    return secrets;
  }

  private void runAll(CertificateChain chain) throws DerException {
    KeyAttestationVerifier verifier = builder.build();
    returned.add(chain.toString());
    judge(verifier, chain, DEMANDS);
    judge(listing(chain), chain, DEMANDS);
    for (CertificateChain damaged : damaged(chain)) {
      judge(verifier, damaged, DEMANDS.subList(0, 1));
    }
    returned.add(CertificateChain.read(chain.der(0)));
    returned.add(CertificateChain.ofPem(chain.der(0)));
    returned.add(KeyDescription.parseUnverified(chain.der(0)));
    for (int i = 0; i < chain.size(); i++) {
      ParsedCertificate.read(chain.der(i))
          .statement()
          .map(statement -> KeyDescription.parseUnverified(statement.content()))
          .ifPresent(returned::add);
    }
  }

  private void judge(
      KeyAttestationVerifier verifier,
      CertificateChain chain,
      List<UnaryOperator<KeyAttestationExpectation.Builder>> demands) {
    for (UnaryOperator<KeyAttestationExpectation.Builder> demand : demands) {
      for (KeyAttestationExpectation.Builder begun :
          List.of(
              KeyAttestationExpectation.anyChallenge(),
              KeyAttestationExpectation.challenge(new byte[] {1, 2, 3}))) {
        KeyAttestationExpectation expectation = demand.apply(begun).build();
        returned.add(expectation.toString());
        try {
          Explanation explained = verifier.explain(chain, expectation, now);
          returned.add(explained);
          if (explained.result() instanceof KeyAttestationResult.Verified verified) {
            returned.add(listing(chain).recheck(verified, expectation, now));
          }
        } catch (RuntimeException e) {
          returned.add(stackTrace(e));
        }
      }
    }
  }

  private static String stackTrace(RuntimeException e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  /** A verifier that finds each certificate of the chain in its lists. */
  private KeyAttestationVerifier listing(CertificateChain chain) {
    StringBuilder entries = new StringBuilder();
    try {
      for (int i = 0; i < chain.size(); i++) {
        String serial = ParsedCertificate.read(chain.der(i)).serial().abs().toString(16);
        entries.append(entries.isEmpty() ? "" : ",").append('"').append(serial);
        entries.append("\":{\"status\":\"").append(i == 1 ? "SUSPENDED" : "REVOKED").append("\"}");
      }
    } catch (DerException e) {
      entries.setLength(0);
    }
    RevocationSource source =
        RevocationSource.of(Minted.statusList("{\"entries\":{" + entries + "}}", now));
    return builder.statusList(source).build();
  }

  /** Cut off anywhere, in another order, and with a certificate missing or twice. */
  private static List<CertificateChain> damaged(CertificateChain chain) {
    List<byte[]> whole = chain.certificates().stream().map(Bytes::toArray).toList();
    List<CertificateChain> damaged = new ArrayList<>();
    for (int i = 0; i < whole.size(); i++) {
      byte[] one = whole.get(i);
      damaged.add(with(whole, i, Arrays.copyOf(one, one.length / 2)));
      damaged.add(with(whole, i, Arrays.copyOf(one, one.length + 1)));
      damaged.add(with(whole, i, whole.get(whole.size() - 1 - i)));
      byte[] changed = one.clone();
      changed[one.length / 2] ^= 1;
      damaged.add(with(whole, i, changed));
    }
    return damaged;
  }

  private static CertificateChain with(List<byte[]> whole, int index, byte[] certificate) {
    List<byte[]> changed = new ArrayList<>(whole);
    changed.set(index, certificate);
    return TestChains.ofDer(changed);
  }
}
