package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the checks of one verification. It goes on after a failure, so that a result tells all that
 * is wrong at once; the first failure is the reason. What passed is remembered only if asked for.
 */
final class CheckLog {
  private final List<Failure> failures = new ArrayList<>(0);
  private final @Nullable List<Check> trace;

  private CheckLog(@Nullable List<Check> trace) {
    this.trace = trace;
  }

  static CheckLog ofFailures() {
    return new CheckLog(null);
  }

  static CheckLog ofAll() {
    return new CheckLog(new ArrayList<>());
  }

  /** A check that says no by throwing. */
  @FunctionalInterface
  interface Step {
    void run() throws Refusal;
  }

  /** A check that finds something. */
  @FunctionalInterface
  interface Search<T> {
    T run() throws Refusal;
  }

  /** Makes a check and says whether it passed. */
  boolean passes(Check.Kind kind, int certificate, Step step) {
    try {
      step.run();
    } catch (Refusal refusal) {
      fail(kind, refusal);
      return false;
    }
    note(kind, certificate, Check.Outcome.PASSED, "");
    return true;
  }

  /** Makes a check and gives what it found, or empty if it failed. */
  <T> Optional<T> find(Check.Kind kind, int certificate, Search<T> search) {
    T found;
    try {
      found = search.run();
    } catch (Refusal refusal) {
      fail(kind, refusal);
      return Optional.empty();
    }
    note(kind, certificate, Check.Outcome.PASSED, "");
    return Optional.of(found);
  }

  private void fail(Check.Kind kind, Refusal refusal) {
    Failure failure = refusal.failure();
    failures.add(failure);
    note(
        kind,
        failure.where().certificate(),
        Check.Outcome.FAILED,
        failure.reason() + " at " + failure.where().field() + ": " + failure.detail());
  }

  void notReached(Check.Kind kind, int certificate) {
    note(kind, certificate, Check.Outcome.NOT_REACHED, "");
  }

  void notAsked(Check.Kind kind, int certificate) {
    notAsked(kind, certificate, "");
  }

  /** The same, with what is not there to be asked. */
  void notAsked(Check.Kind kind, int certificate, String cause) {
    note(kind, certificate, Check.Outcome.NOT_ASKED, cause);
  }

  private void note(Check.Kind kind, int certificate, Check.Outcome outcome, String detail) {
    if (trace != null) {
      trace.add(new Check(kind, certificate, outcome, detail));
    }
  }

  /** What failed, the decisive failure first. */
  List<Failure> failures() {
    return failures;
  }

  /** Every check, empty unless asked for. */
  List<Check> checks() {
    return trace == null ? List.of() : trace;
  }
}
