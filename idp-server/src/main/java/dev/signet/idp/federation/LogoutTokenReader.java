package dev.signet.idp.federation;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.signet.idp.session.Origin;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a provider's logout token.
 *
 * @see <a href="https://openid.net/specs/openid-connect-backchannel-1_0.html#Validation">OpenID Connect Back-Channel Logout
 *     1.0 §2.6</a>
 */
@Component
class LogoutTokenReader {

    /** Longer than a provider takes to send it; as long we remember its {@code jti}. */
    static final Duration OLDEST = Duration.ofMinutes(10);

    static final Duration SKEW = Duration.ofSeconds(60);

    private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";
    private static final int LONGEST = 255;

    private final Upstreams upstreams;
    private final Clock clock;

    LogoutTokenReader(Upstreams upstreams, Clock clock) {
        this.upstreams = upstreams;
        this.clock = clock;
    }

    /** Every way {@link #read} can end. */
    sealed interface Reading {

        /** @param id its {@code jti} */
        record Valid(String id, Origin over) implements Reading {}

        /** @param rule which it breaks, in a word or two of ours */
        record Invalid(String rule) implements Reading {}
    }

    Reading read(Provider provider, String token) {
        var upstream = upstreams.of(provider);
        var metadata = upstream.metadata();
        if (metadata.isEmpty()) {
            return new Reading.Invalid("keys");
        }
        try {
            var claims = processor(upstream, metadata.get()).process(token, null);
            var broken = brokenRule(claims, provider);
            return broken == null ? valid(claims, provider) : new Reading.Invalid(broken);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return new Reading.Invalid("signature");
        }
    }

    /** Steps 1 and 2: signed, never only encoded, with a key and an algorithm of the provider's. */
    private static DefaultJWTProcessor<SecurityContext> processor(Upstream upstream, Metadata metadata) {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                new JOSEObjectType("logout+jwt"),
                JOSEObjectType.JWT,
                null)); // older providers say either of the latter
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(metadata.algorithms(), upstream));
        processor.setJWTClaimsSetVerifier((_, _) -> {}); // the steps below do that
        return processor;
    }

    /** Steps 3 to 7; null if it keeps all of them. */
    private @Nullable String brokenRule(JWTClaimsSet claims, Provider provider) throws ParseException {
        if (!provider.issuer().equals(claims.getIssuer())) {
            return "iss";
        }
        if (!claims.getAudience().contains(provider.clientId())) {
            return "aud";
        }
        if (!isFresh(claims.getIssueTime())) {
            return "iat";
        }
        if (claims.getExpirationTime() != null
                && !clock.instant()
                        .isBefore(claims.getExpirationTime().toInstant().plus(SKEW))) {
            return "exp";
        }
        if (text(claims, "sub").isEmpty() && text(claims, "sid").isEmpty()) {
            return "sub or sid";
        }
        if (!(claims.getClaim("events") instanceof Map<?, ?> events) || !(events.get(EVENT) instanceof Map<?, ?>)) {
            return "events";
        }
        if (claims.getClaims().containsKey("nonce")) {
            return "nonce"; // it is an ID token, which anybody at another client may have seen
        }
        return text(claims, "jti").isEmpty() ? "jti" : null;
    }

    private boolean isFresh(@Nullable Date issued) {
        if (issued == null) {
            return false;
        }
        Instant now = clock.instant();
        return issued.toInstant().isAfter(now.minus(OLDEST))
                && issued.toInstant().isBefore(now.plus(SKEW));
    }

    private static Reading valid(JWTClaimsSet claims, Provider provider) throws ParseException {
        var over = new Origin(
                provider.issuer(),
                text(claims, "sub").orElse(null),
                text(claims, "sid").orElse(null));
        return new Reading.Valid(text(claims, "jti").orElseThrow(), over);
    }

    /** Longer ones are nobody's: we would not have kept them. */
    private static Optional<String> text(JWTClaimsSet claims, String name) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim(name)).filter(it -> !it.isEmpty() && it.length() <= LONGEST);
    }
}
