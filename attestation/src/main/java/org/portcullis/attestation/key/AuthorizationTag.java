package org.portcullis.attestation.key;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tag of an authorization list, with the type of its value. The constants are all tags that an
 * attestation may carry in the versions 1 to 500; integers are 0 to 2^63 - 1, and flags are {@code
 * true} when they are there.
 *
 * @param <T> the type of the member's value
 * @see <a href="https://source.android.com/docs/security/features/keystore/attestation">Key and ID
 *     attestation, schema</a>
 */
public final class AuthorizationTag<T> {
  private static final int MAX_NUMBER = 724;
  private static final AuthorizationTag<?>[] BY_NUMBER = new AuthorizationTag<?>[MAX_NUMBER + 1];
  private static final List<AuthorizationTag<?>> ALL = new ArrayList<>();

  /** What the key may be used for. */
  public static final AuthorizationTag<Set<KeyPurpose>> PURPOSE =
      tag(1, "purpose", MemberDecoders.PURPOSES);

  /** The key's algorithm. */
  public static final AuthorizationTag<KeyAlgorithm> ALGORITHM =
      tag(2, "algorithm", MemberDecoders.ALGORITHM);

  /** The key's size in bits; absent for ML-DSA. */
  public static final AuthorizationTag<Long> KEY_SIZE = tag(3, "keySize", MemberDecoders.NUMBER);

  /** The block modes: symmetric keys only. */
  public static final AuthorizationTag<Set<Long>> BLOCK_MODE =
      tag(4, "blockMode", MemberDecoders.NUMBERS);

  /** The digests: 0 none, 1 MD5, 2 SHA-1, 3 SHA-224, 4 SHA-256, 5 SHA-384, 6 SHA-512. */
  public static final AuthorizationTag<Set<Long>> DIGEST = tag(5, "digest", MemberDecoders.NUMBERS);

  /** The paddings: 1 none, 2 OAEP, 3 PSS, 4 PKCS#1 encryption, 5 PKCS#1 signature, 64 PKCS#7. */
  public static final AuthorizationTag<Set<Long>> PADDING =
      tag(6, "padding", MemberDecoders.NUMBERS);

  /** Whether the caller may choose the nonce: symmetric keys only. */
  public static final AuthorizationTag<Boolean> CALLER_NONCE =
      tag(7, "callerNonce", MemberDecoders.FLAG);

  /** The least length of a MAC in bits: symmetric keys only. */
  public static final AuthorizationTag<Long> MIN_MAC_LENGTH =
      tag(8, "minMacLength", MemberDecoders.NUMBER);

  /** The curve of an elliptic-curve key. */
  public static final AuthorizationTag<EcCurve> EC_CURVE = tag(10, "ecCurve", MemberDecoders.CURVE);

  /** The parameter set of an ML-DSA key: 1 ML-DSA-65, 2 ML-DSA-87. */
  public static final AuthorizationTag<Long> ML_DSA_VARIANT =
      tag(11, "mlDsaVariant", MemberDecoders.NUMBER);

  /** The public exponent of an RSA key. */
  public static final AuthorizationTag<Long> RSA_PUBLIC_EXPONENT =
      tag(200, "rsaPublicExponent", MemberDecoders.NUMBER);

  /** The digests of the OAEP mask generation, as in {@link #DIGEST}. */
  public static final AuthorizationTag<Set<Long>> MGF_DIGEST =
      tag(203, "mgfDigest", MemberDecoders.NUMBERS);

  /** Whether deletion of the key is final, since version 3. */
  public static final AuthorizationTag<Boolean> ROLLBACK_RESISTANCE =
      tag(303, "rollbackResistance", MemberDecoders.FLAG);

  /** Whether the key works in early boot alone. */
  public static final AuthorizationTag<Boolean> EARLY_BOOT_ONLY =
      tag(305, "earlyBootOnly", MemberDecoders.FLAG);

  /** When the key becomes usable, milliseconds since 1970. */
  public static final AuthorizationTag<Long> ACTIVE_DATE_TIME =
      tag(400, "activeDateTime", MemberDecoders.NUMBER);

  /** When the key stops signing and encrypting, milliseconds since 1970. */
  public static final AuthorizationTag<Long> ORIGINATION_EXPIRE_DATE_TIME =
      tag(401, "originationExpireDateTime", MemberDecoders.NUMBER);

  /** When the key stops verifying and decrypting, milliseconds since 1970. */
  public static final AuthorizationTag<Long> USAGE_EXPIRE_DATE_TIME =
      tag(402, "usageExpireDateTime", MemberDecoders.NUMBER);

  /** How often the key may be used. */
  public static final AuthorizationTag<Long> USAGE_COUNT_LIMIT =
      tag(405, "usageCountLimit", MemberDecoders.NUMBER);

  /** The secure user that the key is bound to: without meaning off the device. */
  public static final AuthorizationTag<Long> USER_SECURE_ID =
      tag(502, "userSecureId", MemberDecoders.NUMBER);

  /** Whether the key needs no user authentication. */
  public static final AuthorizationTag<Boolean> NO_AUTH_REQUIRED =
      tag(503, "noAuthRequired", MemberDecoders.FLAG);

  /** How the user authenticates, a bit mask: 1 password, 2 biometrics. */
  public static final AuthorizationTag<Long> USER_AUTH_TYPE =
      tag(504, "userAuthType", MemberDecoders.NUMBER);

  /** How long an authentication counts, in seconds. */
  public static final AuthorizationTag<Long> AUTH_TIMEOUT =
      tag(505, "authTimeout", MemberDecoders.NUMBER);

  /** Whether the key stays usable on the body: a software promise. */
  public static final AuthorizationTag<Boolean> ALLOW_WHILE_ON_BODY =
      tag(506, "allowWhileOnBody", MemberDecoders.FLAG);

  /** Whether the key needs the user's presence. */
  public static final AuthorizationTag<Boolean> TRUSTED_USER_PRESENCE_REQUIRED =
      tag(507, "trustedUserPresenceRequired", MemberDecoders.FLAG);

  /** Whether the key signs confirmed messages alone. */
  public static final AuthorizationTag<Boolean> TRUSTED_CONFIRMATION_REQUIRED =
      tag(508, "trustedConfirmationRequired", MemberDecoders.FLAG);

  /** Whether the key works while the screen is unlocked alone. */
  public static final AuthorizationTag<Boolean> UNLOCKED_DEVICE_REQUIRED =
      tag(509, "unlockedDeviceRequired", MemberDecoders.FLAG);

  /** Whether all applications may use the key; a scoped key never has it. */
  public static final AuthorizationTag<Boolean> ALL_APPLICATIONS =
      tag(600, "allApplications", MemberDecoders.FLAG);

  /** When the key was made, milliseconds since 1970 on well-behaved devices. */
  public static final AuthorizationTag<Long> CREATION_DATE_TIME =
      tag(701, "creationDateTime", MemberDecoders.NUMBER);

  /** How the key came into the device. */
  public static final AuthorizationTag<KeyOrigin> ORIGIN =
      tag(702, "origin", MemberDecoders.ORIGIN);

  /** Whether deletion of the key is final, until version 2. */
  public static final AuthorizationTag<Boolean> ROLLBACK_RESISTANT =
      tag(703, "rollbackResistant", MemberDecoders.FLAG);

  /** What the device started with; counts in the hardware list alone. */
  public static final AuthorizationTag<RootOfTrust> ROOT_OF_TRUST =
      tag(704, "rootOfTrust", MemberDecoders.ROOT_OF_TRUST);

  /** The version of the operating system as MMmmss; 0 if it is no number. */
  public static final AuthorizationTag<Long> OS_VERSION =
      tag(705, "osVersion", MemberDecoders.NUMBER);

  /** The patch level of the operating system, a month. */
  public static final AuthorizationTag<PatchLevel> OS_PATCH_LEVEL =
      tag(706, "osPatchLevel", MemberDecoders.MONTH);

  /** The application that asked for the attestation; the operating system claims it. */
  public static final AuthorizationTag<AttestationApplicationId> ATTESTATION_APPLICATION_ID =
      tag(709, "attestationApplicationId", MemberDecoders.APPLICATION_ID);

  /** The device's brand. */
  public static final AuthorizationTag<Bytes> ATTESTATION_ID_BRAND =
      tag(710, "attestationIdBrand", MemberDecoders.BYTES);

  /** The device's name. */
  public static final AuthorizationTag<Bytes> ATTESTATION_ID_DEVICE =
      tag(711, "attestationIdDevice", MemberDecoders.BYTES);

  /** The device's product name. */
  public static final AuthorizationTag<Bytes> ATTESTATION_ID_PRODUCT =
      tag(712, "attestationIdProduct", MemberDecoders.BYTES);

  /** The device's serial number: identifies a device, so that only its presence is told. */
  public static final AuthorizationTag<Withheld> ATTESTATION_ID_SERIAL =
      tag(713, "attestationIdSerial", MemberDecoders.WITHHELD);

  /** The device's IMEI: identifies a device, so that only its presence is told. */
  public static final AuthorizationTag<Withheld> ATTESTATION_ID_IMEI =
      tag(714, "attestationIdImei", MemberDecoders.WITHHELD);

  /** The device's MEID: identifies a device, so that only its presence is told. */
  public static final AuthorizationTag<Withheld> ATTESTATION_ID_MEID =
      tag(715, "attestationIdMeid", MemberDecoders.WITHHELD);

  /** The device's manufacturer. */
  public static final AuthorizationTag<Bytes> ATTESTATION_ID_MANUFACTURER =
      tag(716, "attestationIdManufacturer", MemberDecoders.BYTES);

  /** The device's model. */
  public static final AuthorizationTag<Bytes> ATTESTATION_ID_MODEL =
      tag(717, "attestationIdModel", MemberDecoders.BYTES);

  /** The patch level of the vendor partition, a day. */
  public static final AuthorizationTag<PatchLevel> VENDOR_PATCH_LEVEL =
      tag(718, "vendorPatchLevel", MemberDecoders.DAY);

  /** The patch level of the boot partition, a day. */
  public static final AuthorizationTag<PatchLevel> BOOT_PATCH_LEVEL =
      tag(719, "bootPatchLevel", MemberDecoders.DAY);

  /** Whether the statement was signed with a key unique to the device. */
  public static final AuthorizationTag<Boolean> DEVICE_UNIQUE_ATTESTATION =
      tag(720, "deviceUniqueAttestation", MemberDecoders.FLAG);

  /** Whether this is a key of the identity credential system. */
  public static final AuthorizationTag<Boolean> IDENTITY_CREDENTIAL_KEY =
      tag(721, "identityCredentialKey", MemberDecoders.FLAG);

  /** The device's second IMEI: identifies a device, so that only its presence is told. */
  public static final AuthorizationTag<Withheld> ATTESTATION_ID_SECOND_IMEI =
      tag(723, "attestationIdSecondImei", MemberDecoders.WITHHELD);

  /** The digest over the device's APEX modules; the operating system claims it. */
  public static final AuthorizationTag<Bytes> MODULE_HASH =
      tag(724, "moduleHash", MemberDecoders.BYTES);

  private final int number;
  private final String name;
  private final MemberDecoder<T> decoder;
  private final int index;

  private AuthorizationTag(int number, String name, MemberDecoder<T> decoder, int index) {
    this.number = number;
    this.name = name;
    this.decoder = decoder;
    this.index = index;
  }

  /** Makes the constants, in ascending order of their numbers. */
  private static <T> AuthorizationTag<T> tag(int number, String name, MemberDecoder<T> decoder) {
    AuthorizationTag<T> tag = new AuthorizationTag<>(number, name, decoder, ALL.size());
    BY_NUMBER[number] = tag;
    ALL.add(tag);
    return tag;
  }

  /** The tag of a number; null for an unknown one, since this is asked for every member. */
  static @Nullable AuthorizationTag<?> of(int number) {
    return number <= MAX_NUMBER ? BY_NUMBER[number] : null;
  }

  /** All tags, in ascending order of their numbers, so that each stands at its index. */
  static List<AuthorizationTag<?>> all() {
    return Collections.unmodifiableList(ALL);
  }

  /** The place of the tag among all, from 0 on without a gap. */
  int index() {
    return index;
  }

  /**
   * The tag's number.
   *
   * @return 1 or more
   */
  public int number() {
    return number;
  }

  /**
   * The tag's name in the schema.
   *
   * @return such as {@code osPatchLevel}
   */
  public String name() {
    return name;
  }

  MemberDecoder<T> decoder() {
    return decoder;
  }

  @Override
  public String toString() {
    return name;
  }
}
