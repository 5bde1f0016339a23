package org.portcullis.engine.activation;

import java.util.Comparator;
import java.util.Optional;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.SignalState;

/**
 * What one rule set is in force for. Scopes don't overlap and none stands in for another: where
 * nothing is activated, nothing is eligible.
 *
 * @param tenant whose devices; an identifier
 * @param product which product; an identifier
 * @param channel which channel; an identifier
 */
public record ActivationScope(String tenant, String product, String channel)
    implements Comparable<ActivationScope> {
  /** The tenant of a host that has only one. */
  public static final String DEFAULT_TENANT = "default";

  private static final Comparator<ActivationScope> ORDER =
      Comparator.comparing(ActivationScope::tenant)
          .thenComparing(ActivationScope::product)
          .thenComparing(ActivationScope::channel);

  /**
   * Checks the shapes.
   *
   * @param tenant the {@code tenant} component
   * @param product the {@code product} component
   * @param channel the {@code channel} component
   * @throws IllegalArgumentException if one is no identifier
   */
  public ActivationScope {
    Identifiers.check("tenant", tenant);
    Identifiers.check("product", product);
    Identifiers.check("channel", channel);
  }

  /**
   * The scope whose rule set judges a case: that of the release, if its metadata is verified.
   * Otherwise that of the device's claims, and the case can't be eligible anyway. A device so can't
   * choose a laxer rule set by claiming another product or channel than the release's.
   *
   * @param tenant whose devices; an identifier
   * @param facts the case
   * @return the scope
   * @throws IllegalArgumentException if the tenant is no identifier
   */
  public static ActivationScope of(String tenant, EligibilityCase facts) {
    return facts.release().state() == SignalState.VERIFIED
        ? new ActivationScope(tenant, facts.release().product(), facts.release().channel())
        : new ActivationScope(tenant, facts.device().product(), facts.channel().name());
  }

  /**
   * Reads the form of {@link #toString}.
   *
   * @param text any text
   * @return the scope, or empty if the text is none
   */
  public static Optional<ActivationScope> parse(String text) {
    String[] parts = text.split("/", -1);
    return parts.length == 3
            && Identifiers.isIdentifier(parts[0])
            && Identifiers.isIdentifier(parts[1])
            && Identifiers.isIdentifier(parts[2])
        ? Optional.of(new ActivationScope(parts[0], parts[1], parts[2]))
        : Optional.empty();
  }

  @Override
  public int compareTo(ActivationScope other) {
    return ORDER.compare(this, other);
  }

  /**
   * The scope in the form {@code tenant/product/channel}.
   *
   * @return one word
   */
  @Override
  public String toString() {
    return tenant + "/" + product + "/" + channel;
  }
}
