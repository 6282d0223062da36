package dev.signet.idp.federation;

import dev.signet.idp.crypto.RandomSecret;
import dev.signet.idp.link.SameBrowser;
import dev.signet.idp.login.Journey;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.user.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;

/** Sends people to a provider, with all that makes sure that the answer is to this request, here and now. */
@Component
class OutgoingRequests {

    private static final Set<String> PROMPTS = Set.of("login", "select_account");

    private final Upstreams upstreams;
    private final UpstreamRequests requests;
    private final SameBrowser sameBrowser;
    private final Limits limits;
    private final IdpProperties idp;
    private final Clock clock;

    OutgoingRequests(
            Upstreams upstreams,
            UpstreamRequests requests,
            SameBrowser sameBrowser,
            Limits limits,
            IdpProperties idp,
            Clock clock) {
        this.upstreams = upstreams;
        this.requests = requests;
        this.sameBrowser = sameBrowser;
        this.limits = limits;
        this.idp = idp;
        this.clock = clock;
    }

    /**
     * The address to go to; empty if the provider cannot be reached.
     *
     * @param linkTo the account of whoever wants to link it; null for a sign-in
     * @param hint whom the person says they are
     */
    Optional<String> address(
            Provider provider,
            Journey journey,
            @Nullable AccountId linkTo,
            @Nullable String hint,
            HttpServletRequest request,
            HttpServletResponse response) {
        limits.take(Attempt.of(Limit.PROVIDER, Subject.caller())).orThrow();
        return upstreams.of(provider).metadata().map(metadata -> {
            var again = linkTo == null && BrowserSessions.current().isPresent();
            var started = new UpstreamRequest(
                    provider.id(),
                    sameBrowser.mark(request, response),
                    RandomSecret.next(),
                    RandomSecret.next(),
                    journey.ticket(),
                    clock.instant(),
                    again,
                    linkTo == null ? null : linkTo.value());
            return OAuth2AuthorizationRequest.authorizationCode()
                    .authorizationUri(metadata.authorization().toString())
                    .clientId(provider.clientId())
                    .redirectUri(redirectUri(provider))
                    .scopes(new LinkedHashSet<>(provider.scope()))
                    .state(requests.begin(started))
                    .additionalParameters(parameters(provider, started, journey, hint))
                    .build()
                    .getAuthorizationRequestUri();
        });
    }

    /** One for each provider, so that an answer of one is never taken for another's (RFC 9700 §4.4.2.2). */
    String redirectUri(Provider provider) {
        return idp.url("/login/provider/" + provider.id() + "/callback");
    }

    private static Map<String, Object> parameters(
            Provider provider, UpstreamRequest started, Journey journey, @Nullable String hint) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put(PkceParameterNames.CODE_CHALLENGE, challenge(started.verifier()));
        parameters.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
        if (provider.formPost()) {
            parameters.put("response_mode", "form_post");
        }
        Optional.ofNullable(hint)
                .or(() -> journey.parameter("login_hint"))
                .ifPresent(it -> parameters.put("login_hint", it));
        if (provider.isOpenId()) {
            parameters.put(OidcParameterNames.NONCE, started.nonce());
            journey.parameter("acr_values").ifPresent(it -> parameters.put("acr_values", it));
            var prompt = prompt(provider, started, journey);
            if (!prompt.isEmpty()) {
                parameters.put("prompt", String.join(" ", prompt));
            }
        }
        return parameters;
    }

    /** Never {@code none}: whether somebody sees a page here was decided before. */
    private static Set<String> prompt(Provider provider, UpstreamRequest started, Journey journey) {
        var prompt = new LinkedHashSet<String>();
        journey.parameter("prompt").map(it -> List.of(it.split(" "))).orElse(List.of()).stream()
                .filter(PROMPTS::contains)
                .forEach(prompt::add);
        if (started.again()) {
            prompt.add("login");
        }
        // Google refuses a request with a prompt that it does not know.
        return prompt.contains("login") && provider.issuer().equals(Preset.GOOGLE.issuer())
                ? Set.of("select_account")
                : prompt;
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
