package dev.signet.idp.user;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody who can sign in.
 *
 * @param claims OpenID Connect standard claims (Core 1.0 §5.1) without {@code sub}, {@code email},
 *     {@code email_verified} and {@code updated_at}, which come from the other components
 */
public record Account(
        AccountId id,
        EmailAddress email,
        boolean emailVerified,
        AccountStatus status,
        Map<String, Object> claims,
        Instant createdAt,
        Instant updatedAt) {

    /** Whether the person may sign in, and may be spoken of to relying parties. */
    public boolean isActive() {
        return status == AccountStatus.ACTIVE;
    }

    /** The name to show: the full one, else its parts, else the e-mail address. */
    public String displayName() {
        return text("name")
                .or(() -> Optional.of(Stream.of("given_name", "family_name")
                                .flatMap(claim -> text(claim).stream())
                                .collect(Collectors.joining(" ")))
                        .filter(parts -> !parts.isEmpty()))
                .orElse(email.value());
    }

    private Optional<String> text(String claim) {
        return claims.get(claim) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** The id alone: name and address are personal data and have no place in a log. */
    @Override
    public String toString() {
        return "Account[" + id + "]";
    }
}
