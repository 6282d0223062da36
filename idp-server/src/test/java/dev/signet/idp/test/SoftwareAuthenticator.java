package dev.signet.idp.test;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A browser and an authenticator with one credential, written from the specification (WebAuthn §6.1, §6.5) and sharing no
 * code with the library that verifies. In order by default; each setter makes one thing differ.
 */
public final class SoftwareAuthenticator {

    /** Google Password Manager: one of the makers that we know by name. */
    public static final UUID KNOWN_MAKER = UUID.fromString("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4");

    private static final int USER_PRESENT = 0x01;
    private static final int USER_VERIFIED = 0x04;
    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int BACKED_UP = 0x10;
    private static final int ATTESTED_CREDENTIAL = 0x40;

    private static final JsonMapper JSON = new JsonMapper();

    private final KeyPair keys = keys();
    private byte[] credentialId = random(32);
    private byte @Nullable [] userHandle;

    private String origin;
    private String rpId;
    private String type = "";
    private boolean isUserPresent = true;
    private boolean isUserVerified = true;
    private boolean isBackupEligible = true;
    private long counter;
    private int algorithm = -7;
    private UUID aaguid = KNOWN_MAKER;
    private @Nullable String challenge;

    public SoftwareAuthenticator(URI site) {
        this.origin = site.toString();
        this.rpId = site.getHost();
    }

    public SoftwareAuthenticator origin(String value) {
        origin = value;
        return this;
    }

    public SoftwareAuthenticator rpId(String value) {
        rpId = value;
        return this;
    }

    /** The type of the client data, in place of the right one. */
    public SoftwareAuthenticator type(String value) {
        type = value;
        return this;
    }

    /** What it signs in place of the challenge that it is asked to sign. */
    public SoftwareAuthenticator challenge(String value) {
        challenge = value;
        return this;
    }

    public SoftwareAuthenticator userPresent(boolean value) {
        isUserPresent = value;
        return this;
    }

    public SoftwareAuthenticator userVerified(boolean value) {
        isUserVerified = value;
        return this;
    }

    public SoftwareAuthenticator backupEligible(boolean value) {
        isBackupEligible = value;
        return this;
    }

    /** The counter of its next answer; the one after has one more. It does not count as long as this is 0. */
    public SoftwareAuthenticator counter(long value) {
        counter = value;
        return this;
    }

    public SoftwareAuthenticator userHandle(byte @Nullable [] value) {
        userHandle = value;
        return this;
    }

    public SoftwareAuthenticator credentialId(byte[] value) {
        credentialId = value;
        return this;
    }

    public byte[] credentialId() {
        return credentialId;
    }

    /** The COSE algorithm that it claims its key to be for. */
    public SoftwareAuthenticator algorithm(int value) {
        algorithm = value;
        return this;
    }

    public SoftwareAuthenticator aaguid(UUID value) {
        aaguid = value;
        return this;
    }

    /** {@code navigator.credentials.create} as JSON. */
    public String create(JsonNode options) {
        userHandle = decode(options.at("/user/id").asString());
        var credential = ByteBuffer.allocate(16 + 2 + credentialId.length)
                .putLong(aaguid.getMostSignificantBits())
                .putLong(aaguid.getLeastSignificantBits())
                .putShort((short) credentialId.length)
                .put(credentialId)
                .array();
        var authenticatorData = join(authenticatorData(ATTESTED_CREDENTIAL), credential, publicKey());
        var attestationObject = join(
                new byte[] {(byte) 0xa3},
                text("fmt"),
                text("none"),
                text("attStmt"),
                new byte[] {(byte) 0xa0},
                text("authData"),
                byteString(authenticatorData));
        return answer(Map.of(
                "clientDataJSON", encode(clientData("webauthn.create", options)),
                "attestationObject", encode(attestationObject),
                "transports", new String[] {"internal", "hybrid"}));
    }

    /** {@code navigator.credentials.get} as JSON. */
    public String get(JsonNode options) {
        var clientData = clientData("webauthn.get", options);
        var authenticatorData = authenticatorData(0);
        var response = new LinkedHashMap<String, Object>();
        response.put("clientDataJSON", encode(clientData));
        response.put("authenticatorData", encode(authenticatorData));
        response.put("signature", encode(sign(join(authenticatorData, sha256(clientData)))));
        if (userHandle != null) {
            response.put("userHandle", encode(userHandle));
        }
        return answer(response);
    }

    private String answer(Map<String, ?> response) {
        return JSON.writeValueAsString(Map.of(
                "id",
                encode(credentialId),
                "rawId",
                encode(credentialId),
                "type",
                "public-key",
                "authenticatorAttachment",
                "platform",
                "clientExtensionResults",
                Map.of(),
                "response",
                response));
    }

    private byte[] clientData(String usualType, JsonNode options) {
        return JSON.writeValueAsBytes(Map.of(
                "type",
                type.isEmpty() ? usualType : type,
                "challenge",
                challenge == null ? options.get("challenge").asString() : challenge,
                "origin",
                origin,
                "crossOrigin",
                false));
    }

    private byte[] authenticatorData(int further) {
        var flags = further
                | (isUserPresent ? USER_PRESENT : 0)
                | (isUserVerified ? USER_VERIFIED : 0)
                | (isBackupEligible ? BACKUP_ELIGIBLE | BACKED_UP : 0);
        var data = ByteBuffer.allocate(37)
                .put(sha256(rpId.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt((int) counter)
                .array();
        counter += counter == 0 ? 0 : 1;
        return data;
    }

    /** COSE_Key: an EC2 key on P-256 (RFC 9053 §7.1.1). */
    private byte[] publicKey() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return join(
                new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03},
                negative(algorithm),
                new byte[] {0x20, 0x01, 0x21},
                byteString(coordinate(point.getAffineX())),
                new byte[] {0x22},
                byteString(coordinate(point.getAffineY())));
    }

    private byte[] sign(byte[] content) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] coordinate(BigInteger value) {
        var bytes = value.toByteArray();
        var from = Math.max(0, bytes.length - 32);
        var fixed = new byte[32];
        System.arraycopy(bytes, from, fixed, 32 - (bytes.length - from), bytes.length - from);
        return fixed;
    }

    /** CBOR (RFC 8949 §3.1): major type 3. Short texts only. */
    private static byte[] text(String text) {
        return join(new byte[] {(byte) (0x60 | text.length())}, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** CBOR: major type 2. */
    private static byte[] byteString(byte[] bytes) {
        return join(new byte[] {0x59, (byte) (bytes.length >> 8), (byte) bytes.length}, bytes);
    }

    /** CBOR: major type 1. */
    private static byte[] negative(int value) {
        var argument = -1 - value;
        return argument < 24
                ? new byte[] {(byte) (0x20 | argument)}
                : new byte[] {0x39, (byte) (argument >> 8), (byte) argument};
    }

    private static byte[] join(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
