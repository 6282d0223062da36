package dev.signet.idp.login;

import dev.signet.idp.session.Factor;
import dev.signet.idp.session.Method;
import dev.signet.idp.user.AccountId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may prove a further factor in this browser: somebody in the middle of a sign-in, or somebody who is signed in and
 * is asked once more.
 *
 * @param factors what was proved so far
 * @param isSignedIn whether there is a session already
 */
public record Standing(AccountId account, List<Factor> factors, boolean isSignedIn) {

    /** When the first factor was last proved; empty if none was, as in a session that began with a passkey. */
    public Optional<Instant> firstFactorAt() {
        return factors.stream()
                .filter(it -> !it.method().isSecondFactor() && it.method() != Method.REMEMBERED_DEVICE)
                .map(Factor::at)
                .max(Comparator.naturalOrder());
    }

    public Set<Method> methods() {
        return factors.stream().map(Factor::method).collect(Collectors.toUnmodifiableSet());
    }
}
