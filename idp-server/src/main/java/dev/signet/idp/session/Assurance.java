package dev.signet.idp.session;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * How sure one can be that somebody is who they say, from the weakest to the strongest: the {@code acr} claim (OpenID
 * Connect Core 1.0 §2; {@code phr} and {@code phrh} are OpenID Connect Extended Authentication Profile ACR Values 1.0).
 */
public enum Assurance {
    ONE_FACTOR("1fa"),
    MULTI_FACTOR("mfa"),
    /** A proof that works on our pages only, and with something known or biometric beside it. */
    PHISHING_RESISTANT("phr"),
    /** The same, with a key that cannot be copied. */
    PHISHING_RESISTANT_HARDWARE("phrh");

    private final String acr;

    Assurance(String acr) {
        this.acr = acr;
    }

    /** The value of the {@code acr} claim. */
    public String acr() {
        return acr;
    }

    public boolean reaches(Assurance required) {
        return compareTo(required) >= 0;
    }

    /** The assurance of that name; empty if there is none. */
    public static Optional<Assurance> of(String acr) {
        return Arrays.stream(values()).filter(it -> it.acr.equals(acr)).findFirst();
    }

    /** What {@code methods} prove together. A remembered device proves nothing. */
    public static Assurance of(Collection<Method> methods) {
        var knows = methods.contains(Method.PASSWORD) || methods.contains(Method.FEDERATED);
        if (methods.contains(Method.VERIFIED_HARDWARE_KEY) || (knows && methods.contains(Method.HARDWARE_KEY))) {
            return PHISHING_RESISTANT_HARDWARE;
        }
        if (methods.contains(Method.VERIFIED_SOFTWARE_KEY) || (knows && methods.contains(Method.SOFTWARE_KEY))) {
            return PHISHING_RESISTANT;
        }
        if (methods.contains(Method.FEDERATED_MULTI_FACTOR)) {
            return MULTI_FACTOR;
        }
        return knows && methods.stream().anyMatch(Method::isSecondFactor) ? MULTI_FACTOR : ONE_FACTOR;
    }
}
