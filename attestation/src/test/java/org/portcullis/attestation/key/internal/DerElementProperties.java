package org.portcullis.attestation.key.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** The fast read of small integers agrees with the read of any integer. */
class DerElementProperties {
  @Property(tries = 2000)
  void unsignedLong_anyContent_agreesWithTheInteger(@ForAll @Size(max = 10) byte[] content)
      throws DerException {
    DerElement element = element(content);
    if (!isShortest(content)) {
      assertThatThrownBy(() -> element.integer("field")).isInstanceOf(DerException.class);
      assertThatThrownBy(() -> element.unsignedLong("field")).isInstanceOf(DerException.class);
      return;
    }
    BigInteger value = new BigInteger(content);
    assertThat(element.integer("field")).isEqualTo(value);
    if (value.signum() >= 0 && value.bitLength() <= 63) {
      assertThat(element.unsignedLong("field")).isEqualTo(value.longValueExact());
    } else {
      assertThatThrownBy(() -> element.unsignedLong("field")).isInstanceOf(DerException.class);
    }
  }

  @Property(tries = 500)
  void unsignedLong_everyNonNegativeLong_isRead(@ForAll long any) throws DerException {
    long value = any & Long.MAX_VALUE;

    assertThat(element(BigInteger.valueOf(value).toByteArray()).unsignedLong("field"))
        .isEqualTo(value);
  }

  private static boolean isShortest(byte[] content) {
    return content.length > 0 && new BigInteger(content).toByteArray().length == content.length;
  }

  private static DerElement element(byte[] content) throws DerException {
    byte[] der = new byte[content.length + 2];
    der[0] = DerElement.INTEGER;
    der[1] = (byte) content.length;
    System.arraycopy(content, 0, der, 2, content.length);
    return new DerReader(der, "integer").read();
  }
}
