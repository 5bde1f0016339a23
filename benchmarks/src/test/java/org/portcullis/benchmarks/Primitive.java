package org.portcullis.benchmarks;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** Primitives and arrays of them, which live in no package. */
final class Primitive extends DescribedPredicate<JavaClass> {
  Primitive() {
    super("are primitive");
  }

  @Override
  public boolean test(JavaClass type) {
    return type.isPrimitive() || (type.isArray() && test(type.getComponentType()));
  }
}
