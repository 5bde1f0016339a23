package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.List;

/** Collects the oddities of one verification. */
final class Oddities {
  private final List<Oddity> found = new ArrayList<>();

  void add(Oddity.Kind kind, int certificate, String field) {
    found.add(new Oddity(kind, new Where(certificate, field)));
  }

  void addInLeaf(Oddity.Kind kind, String field) {
    add(kind, 0, field);
  }

  List<Oddity> toList() {
    return List.copyOf(found);
  }
}
