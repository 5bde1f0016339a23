package org.portcullis.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policy ABI as a table: every record, component, enum and constant that a rule may name, with
 * the frozen numbers under which the codec writes them. Codec, JSON form, confinement and
 * generators all read this one table.
 */
public final class Vocabulary {
  /** The version of this vocabulary, apart from the library's. */
  public static final int VERSION = 1;

  private static final VocabularyHistory HISTORY =
      new VocabularyHistory(VERSION, Set.of(1), Map.of(), Map.of());

  private Vocabulary() {}

  /**
   * What became of this vocabulary over its versions.
   *
   * @return its breaks and additions
   */
  public static VocabularyHistory history() {
    return HISTORY;
  }

  /**
   * The root.
   *
   * @return the type of {@link EligibilityCase}
   */
  public static RecordType root() {
    return VocabularyRecords.CASE;
  }

  /**
   * All enums.
   *
   * @return an unmodifiable list
   */
  public static List<EnumType> enums() {
    return VocabularyEnums.ALL;
  }

  /**
   * The enum of a simple name.
   *
   * @param name any text
   * @return the enum, or empty if the vocabulary has none of that name
   */
  public static Optional<EnumType> enumType(String name) {
    return enums().stream().filter(type -> type.name().equals(name)).findFirst();
  }
}
