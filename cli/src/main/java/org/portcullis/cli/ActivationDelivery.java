package org.portcullis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.portcullis.engine.EligibilityEngine;
import org.portcullis.engine.activation.Activation;
import org.portcullis.engine.activation.ActivationAuthority;
import org.portcullis.engine.activation.ActivationResult;
import org.portcullis.engine.audit.AuditLogException;
import org.portcullis.engine.audit.ClockSource;
import org.portcullis.engine.audit.FileAuditLog;
import org.portcullis.release.envelope.Envelope;
import org.portcullis.release.envelope.KeyRole;
import org.portcullis.release.envelope.KeyRoles;
import org.portcullis.release.files.DurableFiles;
import org.portcullis.rules.bundle.BundleVerdict;
import org.portcullis.rules.bundle.BundleVerifier;
import org.portcullis.rules.bundle.RuleSetStore;
import org.portcullis.rules.bundle.StoredBundle;

/** What becomes of a signed activation: a file for the next signer, or an act of the engine. */
final class ActivationDelivery {
  private final Surroundings surroundings;
  private final InputFiles files;
  private final DeliveryOptions options;
  private final CommonOptions common;

  ActivationDelivery(
      Surroundings surroundings, InputFiles files, DeliveryOptions options, CommonOptions common) {
    this.surroundings = surroundings;
    this.files = files;
    this.options = options;
    this.common = common;
  }

  /**
   * Writes the file for the next signer.
   *
   * @param name the rule set that it names
   * @param replaced the file that it may take the place of, the one that the signature was added to
   */
  ExitCode write(
      Activation activation, RuleSetName name, Envelope signed, Optional<Path> replaced) {
    Path out = options.out().orElseThrow();
    Path file = files.resolve(out);
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw Complaint.about(out, "there is no such folder to write it to");
    }
    try {
      if (replaced.isPresent()
          && Files.exists(file)
          && Files.isSameFile(file, files.resolve(replaced.get()))) {
        DurableFiles.replace(file, signed.write());
      } else if (Files.exists(file)) {
        throw Complaint.about(out, "is there already");
      } else {
        DurableFiles.write(file, signed.write());
      }
    } catch (IOException e) {
      throw Complaint.about(out, "can't be written");
    }
    report().written(out, activation, name, signed);
    return ExitCode.YES;
  }

  /**
   * Has the engine judge it, record the act and put it in force.
   *
   * @param signed the envelope
   * @param offered the rule set that comes along, for the store
   */
  ExitCode apply(byte[] signed, Optional<SignedBundle> offered) {
    Instant now = common.instant(surroundings.clock());
    Path keys = options.requiredKeys();
    KeyRoles roles = new KeyFiles(surroundings, files).roles(keys);
    KeyFiles.role(keys, roles, Activation.ROLE);
    KeyRole policy = KeyFiles.role(keys, roles, RulesVerifyCommand.ROLE);
    StoreFolder store = StoreFolder.make(files, options.requiredStore());
    RuleSetStore ruleSets =
        offered.isPresent() ? offer(store, offered.get(), policy, now) : store.ruleSets();
    ActivationAuthority authority =
        new ActivationAuthority(new ActsAlone(store.activations()), ruleSets, roles);
    ActivationResult result = activate(signed, authority, now);
    report().result(result, ruleSets);
    return result instanceof ActivationResult.Accepted ? ExitCode.YES : ExitCode.NO;
  }

  private ActivationReport report() {
    return new ActivationReport(surroundings, common.isJson());
  }

  /** Keeps the rule set, if enough people vouch for it; if not, the engine is to say so. */
  private static RuleSetStore offer(
      StoreFolder store, SignedBundle offered, KeyRole policy, Instant now) {
    boolean verified =
        offered
            .signatures()
            .map(s -> BundleVerifier.verify(offered.bundle(), s, policy, now))
            .filter(BundleVerdict.Verified.class::isInstance)
            .isPresent();
    RuleSetStore kept = store.ruleSets();
    if (!verified) {
      return new OfferedRuleSet(
          kept, new StoredBundle.Found(offered.bundle(), offered.signatures()));
    }
    try {
      kept.put(offered.bundle(), offered.signatures().orElseThrow());
      return kept;
    } catch (IOException e) {
      throw Complaint.about(
          store.shown(),
          "the rule set can't be kept: "
              + Texts.printable(String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  private ActivationResult activate(byte[] signed, ActivationAuthority authority, Instant now) {
    Path audit = options.requiredAudit();
    ClockSource source = common.isStated() ? ClockSource.STATED : ClockSource.SYSTEM;
    try (FileAuditLog log = AuditFolder.open(surroundings, files, audit);
        EligibilityEngine engine =
            EligibilityEngine.builder(log)
                .activations(authority)
                .clock(Clock.fixed(now, ZoneOffset.UTC), source)
                .build()) {
      return engine.activate(signed);
    } catch (AuditLogException e) {
      throw new Complaint(Texts.printable(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw Complaint.about(audit, "the audit log can't be read or written");
    }
  }
}
