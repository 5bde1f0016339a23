package org.portcullis.attestation.key;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every text and every run of bytes that a value shows to whoever asks it for all that it has. */
final class Said {
  private final List<String> texts = new ArrayList<>();
  private final List<byte[]> bytes = new ArrayList<>();

  static Said by(Object value) {
    Said said = new Said();
    said.walk(value);
    return said;
  }

  List<String> texts() {
    return texts;
  }

  List<byte[]> bytes() {
    return bytes;
  }

  private void walk(Object value) {
    texts.add(value.toString());
    if (value instanceof Bytes some) {
      bytes.add(some.toArray());
    } else if (value instanceof Optional<?> some) {
      some.ifPresent(this::walk);
    } else if (value instanceof Iterable<?> several) {
      several.forEach(this::walk);
    } else if (value instanceof AuthorizationList list) {
      list.tags().forEach(tag -> walk(list.get(tag)));
      walk(list.unknownTags());
      walk(list.unknownValues());
    } else if (value instanceof UnverifiedClaims claims) {
      walk(claims.description());
      walk(claims.key());
      walk(claims.root());
    } else if (value instanceof ProvisioningInfo info) {
      walk(info.entries());
    } else if (value instanceof Record) {
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        walk(component(value, component));
      }
    }
  }

  private static Object component(Object value, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a record shows its components", e);
    }
  }
}
