package org.portcullis.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Outcome;
import org.portcullis.facts.codec.CaseCodec;
import org.portcullis.rules.Evaluation;

/** A policy that finds every case eligible, or fails as it is told. */
final class FakePolicy implements Policy {
  private final Digest digest;
  Optional<Instant> notBefore = Optional.empty();
  Optional<Instant> expires = Optional.empty();
  Supplier<Boolean> before = () -> true;
  volatile boolean closed;

  FakePolicy(String name) {
    this.digest = Digest.ofUtf8(name);
  }

  @Override
  public Evaluation evaluate(EligibilityCase facts) {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    if (!before.get()) {
      throw new IllegalStateException("not done");
    }
    return new Evaluation(
        Outcome.ELIGIBLE,
        List.of(),
        List.of(),
        0,
        Digest.of(CaseCodec.encode(facts)),
        digest,
        parameters());
  }

  @Override
  public Digest ruleSet() {
    return digest;
  }

  @Override
  public Digest parameters() {
    return Digest.of(parametersCanonical());
  }

  @Override
  public byte[] parametersCanonical() {
    return new byte[] {(byte) 0xa0};
  }

  @Override
  public Optional<Instant> notBefore() {
    return notBefore;
  }

  @Override
  public Optional<Instant> expires() {
    return expires;
  }

  @Override
  public void close() {
    closed = true;
  }
}
