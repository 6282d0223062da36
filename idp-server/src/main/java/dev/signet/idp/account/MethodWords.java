package dev.signet.idp.account;

import dev.signet.idp.session.Method;
import java.util.Collection;
import java.util.List;

/** What people call the ways of proving who they are. */
final class MethodWords {

    private MethodWords() {}

    /** Keys of messages, each once, in the order of {@link Method}. */
    static List<String> of(Collection<Method> methods) {
        return methods.stream().sorted().map(MethodWords::of).distinct().toList();
    }

    private static String of(Method method) {
        return "sessions.method."
                + switch (method) {
                    case PASSWORD -> "password";
                    case TOTP -> "totp";
                    case RECOVERY_CODE -> "recovery-code";
                    case EMAIL_CODE -> "email-code";
                    case HARDWARE_KEY -> "security-key";
                    case SOFTWARE_KEY, VERIFIED_HARDWARE_KEY, VERIFIED_SOFTWARE_KEY -> "passkey";
                    case FEDERATED, FEDERATED_MULTI_FACTOR -> "other-provider";
                    case REMEMBERED_DEVICE -> "remembered-browser";
                };
    }
}
