package org.portcullis.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.portcullis.facts.Digest;
import org.portcullis.facts.Effect;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Finding;
import org.portcullis.facts.Layer;
import org.portcullis.facts.Obligation;
import org.portcullis.facts.Outcome;
import org.portcullis.rules.internal.FiredRules;

/**
 * Combines what the rules found. Eligible is a conjunction: no reason of the floor, no error, no
 * deny, no defer, and every required layer satisfied. In this order the outcome is decided: floor,
 * error, deny, defer, eligible. All findings are reported, whatever decides.
 *
 * <p>A required layer that nothing satisfied is a denial of its own, unless a deny, a defer or a
 * reason of the floor that belongs to the layer already says why; each of these rules eligibility
 * out by itself.
 *
 * <p>The retry of a deferred case is the longest that a deferring rule asks for, an hour for a rule
 * that names no time, within one minute and seven days.
 *
 * <p>A published security release can be deferred by the rollout, or by a rule whose code names no
 * layer, for {@link Floor#MAX_SECURITY_DEFERRAL_SECONDS} at most: no retry passes that moment, and
 * from then on such deferrals stand in the findings without effect. In place of those of the layer
 * {@code ROLLOUT} Java satisfies that layer, with a finding that says so; for those without a layer
 * it notes that they lapsed, and satisfies nothing. A deferral of another layer says that evidence
 * of that layer is missing, which no passing of time replaces: it is not limited.
 */
final class Combiner {
  /** The shortest retry. */
  static final long MIN_RETRY_SECONDS = 60;

  /** The longest retry. */
  static final long MAX_RETRY_SECONDS = 604_800;

  /** The retry of a rule that names no time. */
  static final long DEFAULT_RETRY_SECONDS = 3600;

  private final RuleTable table;
  private final Layer[] requiredLayers;
  private final Digest ruleSet;
  private final Digest parameters;

  Combiner(RuleTable table, Set<Layer> requiredLayers, Digest ruleSet, Digest parameters) {
    this.table = table;
    this.requiredLayers = requiredLayers.toArray(new Layer[0]);
    this.ruleSet = ruleSet;
    this.parameters = parameters;
  }

  /**
   * Combines what the rules found with what befell their evaluation. Java's own findings are added
   * to the set.
   */
  Evaluation combine(
      EligibilityCase facts, Digest caseDigest, FiredRules fired, Set<EngineReason> errors) {
    boolean denied = fired.intersects(table.of(Effect.DENY));
    Floor.check(facts, reason -> fired.fired(table.number(reason)));
    boolean floored = fired.intersects(table.floor());
    boolean capped = Floor.isDeferralCapped(facts);
    if (capped) {
      reportCapped(fired);
    }
    if (errors.isEmpty()) {
      denied |= addUnsatisfied(fired);
    } else {
      errors.forEach(error -> fired.fired(table.number(error)));
    }
    long retry = retry(facts, fired, capped);
    Outcome outcome = outcome(floored, !errors.isEmpty(), denied, retry > 0);
    return new Evaluation(
        outcome,
        findings(fired),
        outcome == Outcome.ELIGIBLE ? obligations(fired) : List.of(),
        outcome == Outcome.DEFERRED ? retry : 0,
        caseDigest,
        ruleSet,
        parameters);
  }

  private static Outcome outcome(
      boolean floored, boolean failed, boolean denied, boolean deferred) {
    if (floored) {
      return Outcome.NOT_ELIGIBLE;
    } else if (failed) {
      return Outcome.INDETERMINATE;
    } else if (denied) {
      return Outcome.NOT_ELIGIBLE;
    }
    return deferred ? Outcome.DEFERRED : Outcome.ELIGIBLE;
  }

  /** Says of deferrals that count no longer that they do not. */
  private void reportCapped(FiredRules fired) {
    if (fired.intersects(table.rolloutDefers())) {
      fired.fired(table.number(EngineReason.DEFERRAL_CAPPED));
    }
    if (fired.intersects(table.unlayeredDefers())) {
      fired.fired(table.number(EngineReason.UNLAYERED_DEFERRAL_CAPPED));
    }
  }

  private boolean isCappable(int rule) {
    return table.rolloutDefers().contains(rule) || table.unlayeredDefers().contains(rule);
  }

  /** Adds a reason for each required layer that nothing satisfied and nothing explains. */
  private boolean addUnsatisfied(FiredRules fired) {
    boolean added = false;
    for (Layer layer : requiredLayers) {
      if (!fired.intersects(table.satisfying(layer))
          && !fired.intersects(table.explaining(layer))) {
        fired.fired(table.number(EngineReason.unsatisfied(layer)));
        added = true;
      }
    }
    return added;
  }

  /** The seconds until the next try, 0 if nothing defers. */
  private long retry(EligibilityCase facts, FiredRules fired, boolean capped) {
    long longest = 0;
    FiredRules defers = table.of(Effect.DEFER);
    if (!fired.intersects(defers)) {
      return 0;
    }
    for (int rule = defers.next(0); rule >= 0; rule = defers.next(rule + 1)) {
      if (fired.contains(rule) && !(capped && isCappable(rule))) {
        long asked = table.finding(rule).seconds();
        longest = Math.max(longest, asked == 0 ? DEFAULT_RETRY_SECONDS : asked);
      }
    }
    return longest == 0 ? 0 : clamp(longest, Floor.remainingDeferralSeconds(facts));
  }

  private static long clamp(long seconds, long remaining) {
    long limit = remaining > 0 ? Math.min(MAX_RETRY_SECONDS, remaining) : MAX_RETRY_SECONDS;
    return Math.max(MIN_RETRY_SECONDS, Math.min(seconds, limit));
  }

  private List<Finding> findings(FiredRules fired) {
    Finding[] findings = new Finding[fired.size()];
    int next = 0;
    for (int number = fired.next(0); number >= 0; number = fired.next(number + 1)) {
      findings[next++] = table.finding(number);
    }
    return List.of(findings);
  }

  /** The obligations by code; where several rules oblige to the same, the shortest time counts. */
  private List<Obligation> obligations(FiredRules fired) {
    FiredRules obliges = table.of(Effect.OBLIGE);
    if (!fired.intersects(obliges)) {
      return List.of();
    }
    List<Obligation> obligations = new ArrayList<>();
    for (int rule = obliges.next(0); rule >= 0; rule = obliges.next(rule + 1)) {
      if (fired.contains(rule)) {
        add(obligations, table.finding(rule));
      }
    }
    return obligations;
  }

  private static void add(List<Obligation> obligations, Finding finding) {
    int last = obligations.size() - 1;
    Obligation next = new Obligation(finding.reason(), finding.seconds());
    if (last < 0 || !obligations.get(last).code().equals(next.code())) {
      obligations.add(next);
    } else {
      obligations.set(last, stricter(obligations.get(last), next));
    }
  }

  private static Obligation stricter(Obligation left, Obligation right) {
    if (left.withinSeconds() == 0 || right.withinSeconds() == 0) {
      return left.withinSeconds() == 0 ? right : left;
    }
    return left.withinSeconds() <= right.withinSeconds() ? left : right;
  }
}
