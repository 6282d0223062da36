package dev.signet.idp.federation;

import dev.signet.idp.user.EmailAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who a provider says somebody is.
 *
 * @param issuer with {@code subject} the key: nothing else about a person stays the same
 * @param email null if it named none that can be one
 * @param emailVerified whether it says that the person reads that mailbox
 * @param authoritative whether it would know, because the mailbox is one of its own
 * @param claims for a profile here, checked
 * @param secondFactor whether it says, and is believed, that the person proved two factors
 * @param label by what the person will recognise it
 * @param roles that the rules of the provider give for what it says
 * @param origin the sign-in there, which a session that begins with it remembers; null if the provider cannot end it
 */
record UpstreamIdentity(
        String provider,
        String issuer,
        String subject,
        @Nullable String email,
        boolean emailVerified,
        boolean authoritative,
        Map<String, Object> claims,
        boolean secondFactor,
        String label,
        List<String> roles,
        @Nullable UUID origin) {

    UpstreamIdentity {
        roles = roles == null ? List.of() : List.copyOf(roles); // what waits for a proof may be older than these rules
    }

    /** The same person, with the sign-in there. */
    UpstreamIdentity from(UUID signIn) {
        return new UpstreamIdentity(
                provider,
                issuer,
                subject,
                email,
                emailVerified,
                authoritative,
                claims,
                secondFactor,
                label,
                roles,
                signIn);
    }

    Optional<EmailAddress> address() {
        return Optional.ofNullable(email).flatMap(EmailAddress::parse);
    }

    /** Whether the address is known to be this person's without anybody's further proof. */
    boolean ownsAddress() {
        return emailVerified && authoritative;
    }

    @Override
    public String toString() {
        return "UpstreamIdentity[" + provider + "]";
    }
}
