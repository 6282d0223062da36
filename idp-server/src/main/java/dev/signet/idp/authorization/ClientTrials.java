package dev.signet.idp.authorization;

import dev.signet.idp.authorization.ClientTrialRepository.Trial;
import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.crypto.DataVault;
import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.crypto.TokenHash;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.token.CodeChallenge;
import dev.signet.idp.token.TrialTokens;
import dev.signet.idp.user.AccountId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Signs an administrator in to a client as its application would, to see what it gets. The request is pushed, as any client
 * may do, and goes the way of every other; only the address at which the answer arrives is ours.
 */
@Service
public class ClientTrials {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Clients clients;
    private final AuthorizationRequests requests;
    private final ClientTrialRepository trials;
    private final TrialRedirects redirects;
    private final TrialTokens tokens;
    private final DataVault vault;
    private final IdpProperties idp;
    private final Clock clock;

    ClientTrials(
            Clients clients,
            AuthorizationRequests requests,
            ClientTrialRepository trials,
            TrialRedirects redirects,
            TrialTokens tokens,
            DataVault vault,
            IdpProperties idp,
            Clock clock) {
        this.clients = clients;
        this.requests = requests;
        this.trials = trials;
        this.redirects = redirects;
        this.tokens = tokens;
        this.vault = vault;
        this.idp = idp;
        this.clock = clock;
    }

    /** Every way {@link #start} can end. */
    public sealed interface Start {

        /** @param address to which the browser goes */
        record Started(String address) implements Start {}

        record Refused(String error, String description) implements Start {}
    }

    /** Every way {@link #finish} can end. */
    public sealed interface End {

        record Given(Client client, TrialTokens.Claims claims) implements End {}

        /** The code was not good; why, for the client's developer. */
        record NotGiven(Client client, String why) implements End {}

        /** The request itself was refused, by us or by the person. */
        record Failed(String clientId) implements End {}

        /** There is no such trial of this administrator, or it is over. */
        record Over() implements End {}
    }

    /** @param prompts what to ask the person on the way; may be empty */
    public Start start(AccountId account, Client client, Set<String> scopes, Set<String> prompts) {
        var state = RandomSecret.next();
        var verifier = RandomSecret.next();
        var hash = TokenHash.of(state);
        var sealed = Base64.getEncoder()
                .encodeToString(vault.encrypt(verifier.getBytes(StandardCharsets.US_ASCII), row(hash)));
        trials.insert(
                hash,
                account,
                new Trial(client.clientId(), sealed),
                clock.instant().plus(LIFETIME));
        return switch (requests.push(
                new Parameters(parameters(state, verifier, scopes, prompts), Set.of()), client, null)) {
            case AuthorizationRequests.Pushed.Kept(var requestUri) -> new Start.Started(address(client, requestUri));
            case AuthorizationRequests.Pushed.Refused(var error) ->
                new Start.Refused(error.code(), error.description());
        };
    }

    /** @param code as it came back; null if an error did */
    public End finish(AccountId account, String state, @Nullable String code) {
        var hash = TokenHash.of(state);
        var trial = trials.consume(hash, account, clock.instant());
        if (trial.isEmpty()) {
            return new End.Over();
        }
        var client = clients.find(trial.get().clientId());
        if (client.isEmpty() || code == null) {
            return new End.Failed(trial.get().clientId());
        }
        var sealed = Base64.getDecoder().decode(trial.get().verifier());
        var verifier = new String(vault.decrypt(sealed, row(hash)), StandardCharsets.US_ASCII);
        return switch (tokens.redeem(client.get(), code, redirects.address(), verifier)) {
            case TrialTokens.Outcome.Given(var claims) -> new End.Given(client.get(), claims);
            case TrialTokens.Outcome.Refused(var why) -> new End.NotGiven(client.get(), why);
        };
    }

    private Map<String, String> parameters(String state, String verifier, Set<String> scopes, Set<String> prompts) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put(Parameters.REDIRECT_URI, redirects.address());
        parameters.put(Parameters.SCOPE, String.join(" ", scopes));
        parameters.put(Parameters.STATE, state);
        parameters.put(Parameters.NONCE, RandomSecret.next());
        parameters.put(Parameters.CODE_CHALLENGE, CodeChallenge.s256(verifier));
        parameters.put("code_challenge_method", "S256");
        if (!prompts.isEmpty()) {
            parameters.put(Parameters.PROMPT, String.join(" ", prompts));
        }
        return parameters;
    }

    private String address(Client client, String requestUri) {
        return UriComponentsBuilder.fromUriString(idp.url(AuthorizationController.PATH))
                .queryParam(Parameters.CLIENT_ID, "{client}")
                .queryParam(Parameters.REQUEST_URI, "{request}")
                .encode()
                .buildAndExpand(client.clientId(), requestUri)
                .toUriString();
    }

    private static String row(TokenHash state) {
        return "client_trial/verifier/" + state.hex();
    }
}
