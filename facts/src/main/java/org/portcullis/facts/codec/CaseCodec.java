package org.portcullis.facts.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.portcullis.facts.EligibilityCase;
import org.portcullis.facts.EnumType;
import org.portcullis.facts.Field;
import org.portcullis.facts.FieldType;
import org.portcullis.facts.Identifiers;
import org.portcullis.facts.RecordType;
import org.portcullis.facts.Vocabulary;

/**
 * The canonical form of a case. A record is a map from the frozen numbers of its components; a
 * signal that is not verified is its head alone, since the rest is neutral by construction; an enum
 * is the frozen number of its constant; a set is the ascending array of such numbers.
 *
 * <p>A case carries the version of its vocabulary as its first component. Only cases of {@link
 * Vocabulary#VERSION} are read: one of another version is refused as such and never read by the
 * table of this one. Whoever raises the version adds what reads the cases recorded before.
 */
public final class CaseCodec {
  /** The longest canonical form that is read, in bytes. */
  public static final int MAX_LENGTH = 8192;

  /** As many components as frozen numbers go, whatever the version. */
  private static final int MAX_COMPONENTS = 24;

  private static final RecordWriter ROOT = new RecordWriter(Vocabulary.root());

  private CaseCodec() {}

  /**
   * The canonical form.
   *
   * @param value the case
   * @return the only encoding of this case
   */
  public static byte[] encode(EligibilityCase value) {
    CborWriter out = new CborWriter(256);
    ROOT.write(out, value);
    return out.toByteArray();
  }

  /**
   * Reads a canonical form, and nothing else: the case is encoded again and must give the same
   * bytes.
   *
   * @param encoded the bytes; not changed
   * @return the case, or where the bytes are no canonical form
   */
  public static CaseDecoding decode(byte[] encoded) {
    if (encoded.length > MAX_LENGTH) {
      return new CaseDecoding.Malformed(MAX_LENGTH, "longer than " + MAX_LENGTH);
    }
    try {
      expectVocabulary(new CborReader(encoded));
      CborReader in = new CborReader(encoded);
      EligibilityCase value = (EligibilityCase) readRecord(in, Vocabulary.root());
      in.expectEnd();
      int difference = Arrays.mismatch(encoded, encode(value));
      return difference < 0
          ? new CaseDecoding.Decoded(value)
          : new CaseDecoding.Malformed(difference, "not the canonical form");
    } catch (MalformedCborException e) {
      return new CaseDecoding.Malformed(e.offset(), e.reason());
    }
  }

  private static void expectVocabulary(CborReader in) throws MalformedCborException {
    in.beginMap(MAX_COMPONENTS);
    in.expectKey(0);
    int start = in.position();
    if (in.readInteger() != Vocabulary.VERSION) {
      throw new MalformedCborException(
          start, "a case of another vocabulary than " + Vocabulary.VERSION);
    }
  }

  private static int headLength(List<Field> fields) {
    int length = 0;
    while (length < fields.size() && fields.get(length).isHeader()) {
      length++;
    }
    return length;
  }

  private static Record readRecord(CborReader in, RecordType type) throws MalformedCborException {
    int start = in.position();
    List<Field> fields = type.fields();
    int length = in.beginMap(fields.size());
    List<Object> values = new ArrayList<>(fields.size());
    for (int i = 0; i < length; i++) {
      in.expectKey(fields.get(i).number());
      values.add(readValue(in, fields.get(i).type()));
    }
    boolean headOnly = type.isSignal() && length == headLength(fields);
    if (length < fields.size() && !headOnly) {
      throw new MalformedCborException(start, "components missing");
    }
    try {
      return headOnly ? type.constructUnverified(values) : type.construct(values);
    } catch (IllegalArgumentException e) {
      throw new MalformedCborException(start, "components contradict each other");
    }
  }

  private static Object readValue(CborReader in, FieldType type) throws MalformedCborException {
    if (type instanceof FieldType.NestedType nested) {
      return readRecord(in, nested.type());
    } else if (type instanceof FieldType.IdentifierType) {
      return in.readText(Identifiers.MAX_LENGTH);
    } else if (type instanceof FieldType.BooleanType) {
      return in.readBoolean();
    } else if (type instanceof FieldType.EnumeratedType enumerated) {
      return readConstant(in, enumerated.type());
    } else if (type instanceof FieldType.EnumeratedSetType set) {
      return readSet(in, set.type());
    } else if (type instanceof FieldType.IntType) {
      return (int) in.readInteger(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    return in.readInteger();
  }

  private static Set<Enum<?>> readSet(CborReader in, EnumType type) throws MalformedCborException {
    int length = in.beginArray(type.constants().size());
    Set<Enum<?>> constants = new LinkedHashSet<>();
    for (int i = 0; i < length; i++) {
      constants.add(readConstant(in, type));
    }
    return constants;
  }

  private static Enum<?> readConstant(CborReader in, EnumType type) throws MalformedCborException {
    int start = in.position();
    long number = in.readInteger(0, Integer.MAX_VALUE);
    return type.constant((int) number)
        .orElseThrow(() -> new MalformedCborException(start, "unknown constant"));
  }
}
