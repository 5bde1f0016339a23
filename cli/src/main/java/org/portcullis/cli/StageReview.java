package org.portcullis.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portcullis.engine.activation.AcceptedActivation;
import org.portcullis.engine.activation.Activation;
import org.portcullis.release.envelope.EnvelopeVerdict;
import org.portcullis.release.envelope.EnvelopeVerifier;
import org.portcullis.release.envelope.KeyRole;
import org.portcullis.release.envelope.KeyRoles;
import org.portcullis.release.envelope.RoleKey;
import org.portcullis.rules.bundle.BundleRefusal;
import org.portcullis.rules.bundle.BundleVerdict;
import org.portcullis.rules.bundle.BundleVerifier;
import org.portcullis.rules.bundle.RuleSetBundle;
import org.portcullis.rules.bundle.RuleSetStore;
import org.portcullis.rules.bundle.StoredBundle;

/**
 * Looks what is wrong with what stands at a stage, without compiling it.
 *
 * @param ruleSets where rule sets are
 * @param roles whose signatures count; empty if nobody is to look at signatures
 * @param now the time
 */
record StageReview(RuleSetStore ruleSets, Optional<Roles> roles, Instant now) {
  private static final String ACTIVATION = "activation";
  private static final String RULE_SET = "rule set";

  /**
   * Whose signatures count.
   *
   * @param activation for activations
   * @param policy for rule sets
   */
  record Roles(KeyRole activation, KeyRole policy) {
    static Roles of(Path file, KeyRoles roles) {
      return new Roles(
          KeyFiles.role(file, roles, Activation.ROLE),
          KeyFiles.role(file, roles, RulesVerifyCommand.ROLE));
    }
  }

  /**
   * Something wrong.
   *
   * @param subject what it is wrong with
   * @param reason a stable name
   * @param detail the same in words
   */
  record Problem(String subject, String reason, String detail) {
    JsonLine toJson() {
      return new JsonLine().put("subject", subject).put("reason", reason).put("detail", detail);
    }

    String toText() {
      return subject + ": " + reason + ": " + detail;
    }
  }

  /**
   * What was found.
   *
   * @param act what was accepted
   * @param name the rule set
   * @param signers who signed the activation; empty if nobody looked
   * @param problems all that is wrong
   */
  record Reviewed(
      AcceptedActivation act, RuleSetName name, List<String> signers, List<Problem> problems) {
    Reviewed {
      signers = List.copyOf(signers);
      problems = List.copyOf(problems);
    }
  }

  Reviewed review(AcceptedActivation act) {
    List<Problem> problems = new ArrayList<>();
    List<String> signers = new ArrayList<>();
    act.activation()
        .expires()
        .filter(end -> !now.isBefore(end))
        .ifPresent(end -> problems.add(new Problem(ACTIVATION, "EXPIRED", "ended at " + end)));
    roles.ifPresent(present -> signatures(act, present, signers, problems));
    StoredBundle stored = ruleSets.get(act.activation().ruleSet());
    problems.addAll(ruleSet(stored));
    Optional<RuleSetBundle> bundle =
        stored instanceof StoredBundle.Found found ? Optional.of(found.bundle()) : Optional.empty();
    return new Reviewed(
        act, new RuleSetName(act.activation().ruleSet(), bundle), signers, problems);
  }

  private static void signatures(
      AcceptedActivation act, Roles roles, List<String> signers, List<Problem> problems) {
    EnvelopeVerdict verdict =
        EnvelopeVerifier.verify(act.envelope(), Activation.PAYLOAD_TYPE, roles.activation());
    if (verdict instanceof EnvelopeVerdict.Verified verified) {
      verified.signers().stream().map(RoleKey::label).forEach(signers::add);
    } else {
      EnvelopeVerdict.Rejected rejected = (EnvelopeVerdict.Rejected) verdict;
      problems.add(new Problem(ACTIVATION, rejected.reason().name(), rejected.detail()));
    }
  }

  private List<Problem> ruleSet(StoredBundle stored) {
    if (stored instanceof StoredBundle.Damaged damaged) {
      String reason = BundleVerifier.reason(damaged.diagnostics()).name();
      return List.of(new Problem(RULE_SET, reason, damaged.diagnostics().get(0).toString()));
    }
    if (stored instanceof StoredBundle.Found found) {
      return roles.map(present -> verified(found, present)).orElseGet(() -> dated(found));
    }
    return List.of(new Problem(RULE_SET, "MISSING", "it is not in the store"));
  }

  private List<Problem> verified(StoredBundle.Found found, Roles roles) {
    if (found.signatures().isEmpty()) {
      return List.of(unsigned());
    }
    BundleVerdict verdict =
        BundleVerifier.verify(found.bundle(), found.signatures().get(), roles.policy(), now);
    return verdict instanceof BundleVerdict.Refused refused
        ? List.of(
            new Problem(RULE_SET, refused.reason().name(), refused.diagnostics().get(0).message()))
        : List.of();
  }

  private List<Problem> dated(StoredBundle.Found found) {
    List<Problem> problems = new ArrayList<>();
    if (found.signatures().isEmpty()) {
      problems.add(unsigned());
    }
    RuleSetBundle bundle = found.bundle();
    bundle
        .manifest()
        .notBefore()
        .filter(now::isBefore)
        .ifPresent(from -> problems.add(problem(BundleRefusal.NOT_YET_VALID, "begins at " + from)));
    bundle
        .manifest()
        .expires()
        .filter(end -> !now.isBefore(end))
        .ifPresent(end -> problems.add(problem(BundleRefusal.EXPIRED, "ended at " + end)));
    return problems;
  }

  private static Problem unsigned() {
    return problem(BundleRefusal.UNSIGNED, "there are no signatures");
  }

  private static Problem problem(BundleRefusal reason, String detail) {
    return new Problem(RULE_SET, reason.name(), detail);
  }
}
