package dev.signet.idp.passkey;

import dev.signet.idp.session.Assurance;
import java.util.Arrays;

/** What people are asked for: any passkey, or one that certainly stays where it is. */
enum KeyKind {
    /** Can be discovered by the browser, so it signs in without a password; may be synchronised between devices. */
    PASSKEY("passkey", Assurance.PHISHING_RESISTANT, 10),
    /** Stays in its device; nothing more is asked of it, so plain keys of the U2F kind will do. */
    SECURITY_KEY("security-key", Assurance.PHISHING_RESISTANT_HARDWARE, 20);

    private final String segment;
    private final Assurance assurance;
    private final int preference;

    KeyKind(String segment, Assurance assurance, int preference) {
        this.segment = segment;
        this.assurance = assurance;
        this.preference = preference;
    }

    /** Its part of our paths, and of the keys of messages. */
    String segment() {
        return segment;
    }

    /** What it reaches together with a password. */
    Assurance assurance() {
        return assurance;
    }

    int preference() {
        return preference;
    }

    boolean accepts(boolean isDeviceBound) {
        return isDeviceBound || this == PASSKEY;
    }

    static KeyKind of(String segment) {
        return Arrays.stream(values())
                .filter(it -> it.segment.equals(segment))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind of key: " + segment));
    }
}
