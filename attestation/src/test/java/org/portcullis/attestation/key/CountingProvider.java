package org.portcullis.attestation.key;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Bouncy Castle, with a count of what it was asked for. */
final class CountingProvider extends Provider {
  private static final long serialVersionUID = 1L;
  private static final Provider DELEGATE = new BouncyCastleProvider();

  private final transient Map<String, Integer> asked = new HashMap<>();

  CountingProvider() {
    super("Counting", "1", "counts what it is asked for");
    for (String algorithm : List.of("SHA256withECDSA", "SHA384withECDSA", "SHA256withRSA")) {
      putService(new Counted(this, "Signature", algorithm));
    }
    for (String algorithm : List.of("EC", "RSA")) {
      putService(new Counted(this, "KeyFactory", algorithm));
    }
  }

  /** How many signatures were checked since the last reset. */
  int checkedSignatures() {
    return asked.getOrDefault("Signature", 0);
  }

  /** How many keys were decoded since the last reset. */
  int decodedKeys() {
    return asked.getOrDefault("KeyFactory", 0);
  }

  void reset() {
    asked.clear();
  }

  private static final class Counted extends Service {
    private final CountingProvider counts;

    Counted(CountingProvider counts, String type, String algorithm) {
      super(counts, type, algorithm, "counted", null, null);
      this.counts = counts;
    }

    @Override
    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
      counts.asked.merge(getType(), 1, Integer::sum);
      return DELEGATE.getService(getType(), getAlgorithm()).newInstance(parameter);
    }
  }
}
