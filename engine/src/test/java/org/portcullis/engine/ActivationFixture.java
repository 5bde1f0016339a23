package org.portcullis.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.engine.activation.Activation;
import org.portcullis.engine.activation.ActivationAuthority;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.engine.activation.ActivationScope;
import org.portcullis.engine.activation.ActivationState;
import org.portcullis.engine.activation.ActivationStore;
import org.portcullis.engine.activation.FileActivationStore;
import org.portcullis.engine.activation.Signing;
import org.portcullis.engine.activation.Stage;
import org.portcullis.engine.audit.ClockSource;
import org.portcullis.facts.Digest;
import org.portcullis.fixtures.mint.Seed;
import org.portcullis.release.envelope.SigningException;
import org.portcullis.release.envelope.SoftwareSigner;
import org.portcullis.release.json.JsonValue;
import org.portcullis.release.json.JsonValue.JsonObject;
import org.portcullis.release.json.JsonValue.JsonTruth;
import org.portcullis.release.json.SourcePosition;
import org.portcullis.rules.Evaluation;
import org.portcullis.rules.bundle.BundleSigning;
import org.portcullis.rules.bundle.FileRuleSetStore;
import org.portcullis.rules.bundle.RuleSetBundle;

/** A server whose rule sets are put in force by what Alice and Bob sign. */
final class ActivationFixture implements DecisionListener {
  static final ActivationScope SCOPE = new ActivationScope("default", "slate", "stable");

  private static final SourcePosition NOWHERE = new SourcePosition(Activation.FILE, 1, 1);

  final MemoryLog log = new MemoryLog();
  final List<Alarm> alarms = new ArrayList<>();
  final List<Evaluation> differing = new ArrayList<>();
  final FileRuleSetStore ruleSets;
  final FaultyStates states;
  Instant now = Fixture.NOW;

  ActivationFixture(Path folder) throws IOException {
    ruleSets = new FileRuleSetStore(Files.createDirectories(folder.resolve("rulesets")));
    states = new FaultyStates(new FileActivationStore(folder.resolve("activations")));
  }

  EligibilityEngine engine() throws IOException {
    return engine(log);
  }

  EligibilityEngine engine(MemoryLog audit) throws IOException {
    return EligibilityEngine.builder(audit)
        .activations(new ActivationAuthority(states, ruleSets, Signing.keys()))
        .clock(() -> now, ClockSource.EMBEDDER)
        .random(Seed.of("ids").random())
        .listener(this)
        .build();
  }

  /** Puts a rule set, signed by Alice, into the store. */
  Digest publish(RuleSetBundle bundle) {
    return publish(bundle, Signing.ALICE);
  }

  Digest publish(RuleSetBundle bundle, SoftwareSigner signer) {
    try {
      return ruleSets.put(bundle, BundleSigning.sign(bundle, signer));
    } catch (IOException | SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  static Activation activation(long sequence, Stage stage, Digest ruleSet) {
    return Signing.activation(sequence, stage, ruleSet);
  }

  /** The rule set with the parameter {@code closed}. */
  static Activation closed(long sequence, Stage stage, Digest ruleSet, boolean closed) {
    return withValue(sequence, stage, ruleSet, "closed", closed);
  }

  /** With a parameter that the rule set doesn't declare. */
  static Activation withUnknownValue(long sequence, Digest ruleSet) {
    return withValue(sequence, Stage.ACTIVE, ruleSet, "clozed", true);
  }

  private static Activation withValue(
      long sequence, Stage stage, Digest ruleSet, String name, boolean value) {
    JsonObject values =
        new JsonObject(
            NOWHERE, Map.of(name, new JsonValue.Member(NOWHERE, new JsonTruth(NOWHERE, value))));
    return new Activation(
        SCOPE,
        sequence,
        stage,
        ruleSet,
        values,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Activation valid(
      long sequence, Digest ruleSet, Optional<Instant> notBefore, Optional<Instant> expires) {
    Activation plain = activation(sequence, Stage.ACTIVE, ruleSet);
    return new Activation(
        SCOPE,
        sequence,
        Stage.ACTIVE,
        ruleSet,
        plain.parameters(),
        notBefore,
        expires,
        Optional.of("change-1"));
  }

  static ActivationResult activate(EligibilityEngine engine, Activation activation) {
    return engine.activate(Signing.sign(activation, Signing.ALICE, Signing.BOB));
  }

  @Override
  public void alarm(Alarm alarm) {
    alarms.add(alarm);
  }

  @Override
  public void differed(Decision decision, Evaluation shadow) {
    differing.add(shadow);
  }

  /** A store that fails as it is told. */
  static final class FaultyStates implements ActivationStore {
    private final ActivationStore store;
    boolean unreadable;
    boolean unwritable;
    boolean failingAfterwards;
    boolean throwing;
    Optional<ActivationState> first = Optional.empty();
    Optional<ActivationState> instead = Optional.empty();

    FaultyStates(ActivationStore store) {
      this.store = store;
    }

    @Override
    public Optional<ActivationState> read(ActivationScope scope) throws IOException {
      if (unreadable) {
        throw new IOException("unreadable");
      }
      if (throwing) {
        throw new IllegalStateException("no connection");
      }
      return instead.isPresent() ? instead : store.read(scope);
    }

    @Override
    public boolean compareAndSet(long expectedRevision, ActivationState next) throws IOException {
      if (unwritable) {
        throw new IOException("unwritable");
      }
      if (first.isPresent()) {
        // Somebody else comes between.
        store.compareAndSet(expectedRevision, first.get());
      }
      boolean stored = store.compareAndSet(expectedRevision, next);
      if (failingAfterwards) {
        throw new IOException("the directory can't be made durable");
      }
      return stored;
    }

    @Override
    public List<ActivationScope> scopes() throws IOException {
      if (unreadable) {
        throw new IOException("unreadable");
      }
      return store.scopes();
    }
  }
}
