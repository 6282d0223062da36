package dev.signet.idp.federation;

import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.federation.LogoutTokenReader.Reading;
import dev.signet.idp.jobs.ExpiredRows;
import dev.signet.idp.session.Origin;
import dev.signet.idp.session.SessionOrigins;
import dev.signet.idp.user.AccountId;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends the sessions that began at a provider when the provider says that they are over. */
@Service
class UpstreamLogout {

    private final Providers providers;
    private final LogoutTokenReader reader;
    private final Ending ending;
    private final ApplicationEventPublisher events;

    UpstreamLogout(Providers providers, LogoutTokenReader reader, Ending ending, ApplicationEventPublisher events) {
        this.providers = providers;
        this.reader = reader;
        this.ending = ending;
        this.events = events;
    }

    /** Every way {@link #receive} can end. */
    sealed interface Outcome {

        /** @param sessions how many there were here; none is no error */
        record Ended(int sessions) implements Outcome {}

        /** @param rule that the token breaks, in a word or two of ours */
        record Refused(String rule) implements Outcome {}
    }

    /** Call it outside of a transaction, which would take the line in the audit trail back. */
    Outcome receive(String providerId, String token) {
        var provider = providers.find(providerId).filter(Provider::isOpenId);
        if (provider.isEmpty()) {
            return refused("unknown", "provider"); // what a stranger typed is kept nowhere
        }
        return switch (reader.read(provider.get(), token)) {
            case Reading.Invalid(var rule) -> refused(providerId, rule);
            case Reading.Valid valid ->
                ending.of(provider.get(), valid)
                        .<Outcome>map(Outcome.Ended::new)
                        .orElseGet(() -> refused(providerId, "jti"));
        };
    }

    private Outcome refused(String provider, String rule) {
        events.publishEvent(new UpstreamLogoutRefused(provider, rule));
        return new Outcome.Refused(rule);
    }

    /** What a token that is in order does, in one transaction. */
    @Service
    static class Ending {

        /** As the audit trail of the sessions has it. */
        private static final String REASON = "signed out at the provider";

        private final LogoutTokenRepository received;
        private final SessionOrigins origins;
        private final IdentityRepository identities;
        private final ApplicationEventPublisher events;
        private final Clock clock;

        Ending(
                LogoutTokenRepository received,
                SessionOrigins origins,
                IdentityRepository identities,
                ApplicationEventPublisher events,
                Clock clock) {
            this.received = received;
            this.origins = origins;
            this.identities = identities;
            this.events = events;
            this.clock = clock;
        }

        /**
         * Empty if the token came before. It is noted together with what it does, so one that could not be honoured can come
         * again.
         *
         * @return how many sessions ended
         */
        @Transactional
        public Optional<Integer> of(Provider provider, Reading.Valid token) {
            var once = TokenHash.of(provider.issuer() + "\0" + token.id());
            var keptUntil = clock.instant().plus(LogoutTokenReader.OLDEST).plus(LogoutTokenReader.SKEW);
            if (!received.insert(once, keptUntil)) {
                return Optional.empty();
            }
            var sessions = origins.end(token.over(), REASON);
            events.publishEvent(new UpstreamLogoutReceived(provider.id(), owner(token.over()), sessions));
            return Optional.of(sessions);
        }

        private @Nullable AccountId owner(Origin over) {
            return Optional.ofNullable(over.subject())
                    .flatMap(it -> identities.find(over.issuer(), it))
                    .map(LinkedIdentity::account)
                    .orElse(null);
        }
    }

    @Bean
    static ExpiredRows expiredUpstreamLogoutTokens(LogoutTokenRepository received, Clock clock) {
        return new ExpiredRows("upstream_logout_token", limit -> received.deleteExpired(clock.instant(), limit));
    }
}
