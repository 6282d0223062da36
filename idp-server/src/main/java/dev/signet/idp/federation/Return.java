package dev.signet.idp.federation;

import dev.signet.idp.federation.FederationPages.Refusal;
import dev.signet.idp.federation.LinkingRules.Step;
import dev.signet.idp.login.Journey;
import dev.signet.idp.login.Journeys;
import dev.signet.idp.login.SignInGate;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.Method;
import dev.signet.idp.user.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What to do with somebody who comes back from a provider: the checks in their order, then whose they are. */
@Service
class Return {

    private final Providers providers;
    private final UpstreamRequests requests;
    private final Upstreams upstreams;
    private final CodeExchange exchange;
    private final Arrival arrival;
    private final Entry entry;

    Return(
            Providers providers,
            UpstreamRequests requests,
            Upstreams upstreams,
            CodeExchange exchange,
            Arrival arrival,
            Entry entry) {
        this.providers = providers;
        this.requests = requests;
        this.upstreams = upstreams;
        this.exchange = exchange;
        this.arrival = arrival;
        this.entry = entry;
    }

    /** An authorization response (RFC 6749 §4.1.2, RFC 9207 §2). */
    record Answer(
            @Nullable String state,
            @Nullable String code,
            @Nullable String iss,
            @Nullable String error) {

        /** Those that are there. */
        Map<String, String> members() {
            var members = new LinkedHashMap<String, String>();
            put(members, "state", state);
            put(members, "code", code);
            put(members, "iss", iss);
            put(members, "error", error);
            return members;
        }

        private static void put(Map<String, String> members, String name, @Nullable String value) {
            if (value != null) {
                members.put(name, value);
            }
        }

        @Override
        public String toString() {
            return "Answer[redacted]";
        }
    }

    /** Every way a return can end. */
    sealed interface Outcome {

        /** @param address a path of ours */
        record GoOn(String address) implements Outcome {}

        record Refused(Refusal refusal, @Nullable String ticket) implements Outcome {}
    }

    Outcome of(
            String providerId,
            Answer answer,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var state = Objects.requireNonNullElse(answer.state(), "");
        return switch (requests.take(providerId, state, request)) {
            case UpstreamRequests.Answer.Unexpected(var cause) ->
                new Outcome.Refused(new Refusal(providerId, cause), null);
            case UpstreamRequests.Answer.Expected(var started) -> {
                var problem = problem(providerId, answer);
                if (problem.isPresent()) {
                    yield new Outcome.Refused(problem.get(), started.ticket());
                }
                yield redeem(started, Objects.requireNonNull(answer.code()), language, request, response);
            }
        };
    }

    /** What keeps the answer from being looked at any further. */
    private Optional<Refusal> problem(String providerId, Answer answer) {
        var provider = providers.find(providerId);
        if (provider.isEmpty()) {
            return Optional.of(new Refusal(providerId, Cause.PROVIDER_GONE));
        }
        // RFC 9207 §2.4, also for errors: whose answer it is comes before what it says.
        if (!isOfIssuer(provider.get(), answer.iss())) {
            return Optional.of(new Refusal(providerId, Cause.WRONG_ISSUER));
        }
        if (answer.error() != null) {
            var cause = answer.error().equals("access_denied") ? Cause.CANCELLED : Cause.UPSTREAM_ERROR;
            return Optional.of(new Refusal(providerId, cause, CodeExchange.code(answer.error()), null));
        }
        return answer.code() == null
                ? Optional.of(new Refusal(providerId, Cause.UPSTREAM_ERROR, "no code", null))
                : Optional.empty();
    }

    private boolean isOfIssuer(Provider provider, @Nullable String iss) {
        if (iss != null) {
            return iss.equals(provider.issuer());
        }
        return !upstreams.of(provider).metadata().filter(Metadata::namesIssuer).isPresent();
    }

    private Outcome redeem(
            UpstreamRequest started,
            String code,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response) {
        var provider = providers.find(started.provider());
        if (provider.isEmpty()) {
            return new Outcome.Refused(new Refusal(started.provider(), Cause.PROVIDER_GONE), started.ticket());
        }
        return switch (exchange.redeem(provider.get(), started, code)) {
            case CodeExchange.Outcome.Refused(var cause, var detail) ->
                new Outcome.Refused(new Refusal(started.provider(), cause, detail, null), started.ticket());
            case CodeExchange.Outcome.Identified(var identity) ->
                started.linkTo() == null
                        ? entry.after(arrival.signIn(identity, language), identity, started.ticket(), request, response)
                        : link(identity, new AccountId(started.linkTo()), started, request, response);
        };
    }

    /** Only for the person who asked for it, who has to be signed in still. */
    private Outcome link(
            UpstreamIdentity identity,
            AccountId account,
            UpstreamRequest started,
            HttpServletRequest request,
            HttpServletResponse response) {
        var isStillThere = BrowserSessions.current()
                .filter(it -> it.account().equals(account))
                .isPresent();
        if (!isStillThere) {
            return new Outcome.Refused(
                    new Refusal(started.provider(), Cause.SESSION_CHANGED, null, account), started.ticket());
        }
        var owner = arrival.ownerOf(identity);
        if (owner.isEmpty()) {
            return entry.askToLink(identity, account, request, response);
        }
        return owner.get().equals(account)
                ? new Outcome.GoOn(LinkedSignInsController.PATH + "?done=linked")
                : new Outcome.Refused(
                        new Refusal(started.provider(), Cause.OTHER_OWNER, null, account), started.ticket());
    }

    /** Lets somebody in whose account is known, or to the page on which they prove it. */
    @Service
    static class Entry {

        private final SignInGate gate;
        private final Journeys journeys;
        private final PendingIdentities pending;
        private final RuledRoles ruledRoles;

        Entry(SignInGate gate, Journeys journeys, PendingIdentities pending, RuledRoles ruledRoles) {
            this.gate = gate;
            this.journeys = journeys;
            this.pending = pending;
            this.ruledRoles = ruledRoles;
        }

        Outcome after(
                Arrival.Outcome arrived,
                UpstreamIdentity identity,
                @Nullable String ticket,
                HttpServletRequest request,
                HttpServletResponse response) {
            var journey = journeys.of(ticket);
            return switch (arrived) {
                case Arrival.Outcome.Recognised(var account) -> letIn(account, identity, journey, request, response);
                case Arrival.Outcome.ProofNeeded(var step) -> {
                    pending.put(new PendingIdentity(identity, step, ticket, null), request, response);
                    yield new Outcome.GoOn(journey.to(ProofController.PATH));
                }
                case Arrival.Outcome.Refused(var cause, var account) ->
                    new Outcome.Refused(new Refusal(identity.provider(), cause, null, account), ticket);
            };
        }

        /**
         * Has the owner of the account look at who came back before the two are linked: a stranger may have signed this
         * browser in at the provider.
         */
        Outcome askToLink(
                UpstreamIdentity identity,
                AccountId account,
                HttpServletRequest request,
                HttpServletResponse response) {
            pending.put(new PendingIdentity(identity, Step.PROVE_FACTORS, null, account.value()), request, response);
            return new Outcome.GoOn(PendingLinkController.PATH);
        }

        private Outcome letIn(
                AccountId account,
                UpstreamIdentity identity,
                Journey journey,
                HttpServletRequest request,
                HttpServletResponse response) {
            ruledRoles.settle(account, identity); // before the gate, which may ask more of whoever may do more
            var method = identity.secondFactor() ? Method.FEDERATED_MULTI_FACTOR : Method.FEDERATED;
            return gate.firstFactor(account, method, identity.origin(), journey, request, response)
                    .<Outcome>map(Outcome.GoOn::new)
                    .orElseGet(() -> new Outcome.Refused(
                            new Refusal(identity.provider(), Cause.ACCOUNT_CLOSED, null, account), journey.ticket()));
        }
    }
}
