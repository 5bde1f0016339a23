package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portcullis.attestation.internal.Names;

/** Collects named anchors, of which each name and each key stands once. */
final class AnchorCollector {
  private static final int MAX_ANCHORS = 256;

  private final Map<String, TrustAnchor> byName = new LinkedHashMap<>();

  void addGoogle() throws UnusableAnchor {
    for (TrustAnchor root : KnownRoots.trusted()) {
      add(root);
    }
  }

  void add(TrustAnchor anchor) throws UnusableAnchor {
    requireName(anchor);
    Optional<TrustAnchor> sameKey =
        byName.values().stream().filter(a -> a.digest().equals(anchor.digest())).findFirst();
    if (byName.containsKey(anchor.name())) {
      throw new UnusableAnchor("there are two anchors `" + anchor.name() + "`");
    }
    if (sameKey.isPresent()) {
      throw new UnusableAnchor("the anchor `" + sameKey.get().name() + "` has the same key");
    }
    if (byName.size() == MAX_ANCHORS) {
      throw new UnusableAnchor("there are more than " + MAX_ANCHORS + " anchors");
    }
    byName.put(anchor.name(), anchor);
  }

  /** The name of a known root is for its key alone, so that no result names another by it. */
  private static void requireName(TrustAnchor anchor) throws UnusableAnchor {
    if (!Names.isName(anchor.name())) {
      throw new UnusableAnchor("an anchor's name is " + Names.FORM);
    }
    Optional<Sha256> reserved = KnownRoots.byName(anchor.name());
    if (reserved.isPresent() && !reserved.get().equals(anchor.digest())) {
      throw new UnusableAnchor("`" + anchor.name() + "` is the name of another known root");
    }
  }

  List<TrustAnchor> toList() {
    return new ArrayList<>(byName.values());
  }
}
