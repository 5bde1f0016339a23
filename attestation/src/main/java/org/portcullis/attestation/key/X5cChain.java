package org.portcullis.attestation.key;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A chain as a JSON array of strings in base64, alone or as the member {@code x5c} of an object
 * whose other members are not looked at. Base64url is taken too, and padding may be missing, since
 * libraries for the web write it so; the two alphabets share all digits but two and the string has
 * an end of its own, so that nothing has two readings.
 *
 * @see <a href="https://www.w3.org/TR/webauthn-2/#sctn-android-key-attestation">Web Authentication,
 *     section 8.4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-4.1.6">RFC 7515, section 4.1.6</a>
 */
final class X5cChain {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(16)
                  .maxStringLength(CertificateChain.MAX_TEXT_BYTES)
                  .build())
          .build();

  private static final String MEMBER = "x5c";

  private final JsonParser parser;
  private final List<byte[]> certificates = new ArrayList<>(CertificateChain.MAX_CERTIFICATES);

  private X5cChain(JsonParser parser) {
    this.parser = parser;
  }

  static List<byte[]> read(byte[] input) throws Refusal {
    try (JsonParser parser = JSON.createParser(utf8(input))) {
      return new X5cChain(parser).document();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can't fail to be read", e);
    }
  }

  /** Decoded here, because the parser would try UTF-16 and UTF-32 as well. */
  private static String utf8(byte[] input) throws Refusal {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(input)).toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(
          KeyAttestationReason.CERTIFICATE_MALFORMED,
          Where.chain(ChainForm.X5C.field()),
          "the json is not in utf-8");
    }
  }

  private List<byte[]> document() throws IOException, Refusal {
    try {
      if (parser.nextToken() == JsonToken.START_ARRAY) {
        array();
      } else if (!object()) {
        throw structure("the object has no member `" + MEMBER + "`");
      }
      if (parser.nextToken() != null) {
        throw structure("something follows the chain");
      }
      return certificates;
    } catch (JsonProcessingException e) {
      throw malformed(
          Where.NO_CERTIFICATE,
          parser.currentLocation(),
          "the json is not valid, or has a member twice");
    }
  }

  private boolean object() throws IOException, Refusal {
    boolean found = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isChain = parser.currentName().equals(MEMBER);
      JsonToken value = parser.nextToken();
      if (!isChain) {
        parser.skipChildren();
      } else if (value == JsonToken.START_ARRAY) {
        found = true;
        array();
      } else {
        throw structure("`" + MEMBER + "` is no array");
      }
    }
    return found;
  }

  private void array() throws IOException, Refusal {
    JsonToken next = parser.nextToken();
    while (next != JsonToken.END_ARRAY) {
      ChainLimits.requireRoom(certificates.size());
      if (next != JsonToken.VALUE_STRING) {
        throw malformed("the certificate is no string");
      }
      certificates.add(certificate(parser.getText()));
      next = parser.nextToken();
    }
  }

  private byte[] certificate(String base64) throws Refusal {
    ChainLimits.requireCertificate(certificates.size(), (base64.length() / 4 - 1) * 3);
    boolean isStandard = base64.indexOf('-') < 0 && base64.indexOf('_') < 0;
    byte[] der;
    try {
      der = (isStandard ? Base64.getDecoder() : Base64.getUrlDecoder()).decode(base64);
    } catch (IllegalArgumentException e) {
      throw malformed("the certificate is not base64");
    }
    ChainLimits.requireCertificate(certificates.size(), der.length);
    return der;
  }

  private Refusal structure(String cause) {
    return malformed(Where.NO_CERTIFICATE, parser.currentTokenLocation(), cause);
  }

  private Refusal malformed(String cause) {
    return malformed(certificates.size(), parser.currentTokenLocation(), cause);
  }

  private static Refusal malformed(int index, JsonLocation at, String cause) {
    return ChainForm.X5C.malformed(
        index, "line " + at.getLineNr() + ", column " + at.getColumnNr(), cause);
  }
}
