package org.portcullis.benchmarks;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/** The root fact and every record of facts below it. */
final class PartOfTheCase extends DescribedPredicate<JavaClass> {
  PartOfTheCase() {
    super("are part of the case");
  }

  @Override
  public boolean test(JavaClass type) {
    return type.getSimpleName().equals("EligibilityCase") || type.getSimpleName().endsWith("Facts");
  }
}
