package org.portcullis.engine.activation;

import java.util.List;
import org.portcullis.release.json.Diagnostic;

/** Ends the examination of an activation at the first reason against it. */
final class RefusedActivationException extends Exception {
  private static final long serialVersionUID = 1L;

  private final ActivationRefusal reason;
  private final String detail;
  private final transient List<Diagnostic> diagnostics;

  RefusedActivationException(ActivationRefusal reason, String detail) {
    this(reason, detail, List.of());
  }

  RefusedActivationException(
      ActivationRefusal reason, String detail, List<Diagnostic> diagnostics) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** A refusal whose words are the first of some diagnostics. */
  static RefusedActivationException of(ActivationRefusal reason, List<Diagnostic> diagnostics) {
    return new RefusedActivationException(reason, diagnostics.get(0).toString(), diagnostics);
  }

  ActivationRefusal reason() {
    return reason;
  }

  String detail() {
    return detail;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
