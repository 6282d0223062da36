package dev.signet.idp.session;

import java.util.Arrays;
import java.util.List;

/** A way of proving who one is. */
public enum Method {
    PASSWORD("pwd"),
    /** A time-based one-time password (RFC 6238). */
    TOTP("totp"),
    /** One of the codes that a person keeps for the day on which everything else is lost. */
    RECOVERY_CODE("recovery"),
    /** A code that was sent to the verified address of the account. */
    EMAIL_CODE("mail"),
    /** A key that stays in its device; somebody touched it. */
    HARDWARE_KEY("hwk"),
    /** A key that is synchronised between devices; somebody touched one. */
    SOFTWARE_KEY("swk"),
    /** A key that stays in its device, which knows who used it by PIN, finger or face. */
    VERIFIED_HARDWARE_KEY("hwk+uv"),
    /** A key that is synchronised between devices, one of which knows who used it by PIN, finger or face. */
    VERIFIED_SOFTWARE_KEY("swk+uv"),
    /** Another provider said who it is. How it knows is its own affair. */
    FEDERATED("fed"),
    /** Another provider, which this installation believes in that, said who it is and that it took two factors. */
    FEDERATED_MULTI_FACTOR("fed+mfa"),
    /** Not a proof: the person said earlier that this browser need not be asked for a second factor. */
    REMEMBERED_DEVICE("device");

    private final String code;

    Method(String code) {
        this.code = code;
    }

    /** The name in the database. */
    public String code() {
        return code;
    }

    /** Values of the {@code amr} claim (RFC 8176 §2). */
    public List<String> references() {
        return switch (this) {
            case PASSWORD -> List.of("pwd");
            case TOTP, RECOVERY_CODE, EMAIL_CODE -> List.of("otp");
            case HARDWARE_KEY, VERIFIED_HARDWARE_KEY -> List.of("hwk", "user");
            case SOFTWARE_KEY, VERIFIED_SOFTWARE_KEY -> List.of("swk", "user");
            case FEDERATED, FEDERATED_MULTI_FACTOR, REMEMBERED_DEVICE -> List.of();
        };
    }

    /** Whether it is, or holds, something that a person has, rather than knows. */
    public boolean isSecondFactor() {
        return this != PASSWORD && this != FEDERATED && this != REMEMBERED_DEVICE;
    }

    /** @throws IllegalArgumentException if this version does not know the name */
    public static Method of(String code) {
        return Arrays.stream(values())
                .filter(it -> it.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown method of authentication: " + code));
    }
}
