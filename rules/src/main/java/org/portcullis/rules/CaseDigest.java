package org.portcullis.rules;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.portcullis.facts.Digest;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.codec.CaseCodec;

/** The digest of a case, computed without looking up the algorithm each time. */
final class CaseDigest {
  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(CaseDigest::sha256);

  private CaseDigest() {}

  static Digest of(EligibilityCase facts) {
    return Digest.fromBytes(SHA_256.get().digest(CaseCodec.encode(facts)));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
