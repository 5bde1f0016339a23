package org.portcullis.benchmarks;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Classes of an {@code .internal} package are reached from their own module only. */
final class StayInsideTheirModule extends ArchCondition<JavaClass> {
  StayInsideTheirModule() {
    super("be used inside their module only");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (Dependency dependency : type.getDirectDependenciesToSelf()) {
      if (!module(dependency.getOriginClass()).equals(module(type))) {
        events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
      }
    }
  }

  /** {@code org.portcullis.attestation.key.internal} belongs to {@code attestation}. */
  private static String module(JavaClass type) {
    String[] parts = type.getPackageName().split("\\.", -1);
    return parts.length > 2 ? parts[2] : "";
  }
}
