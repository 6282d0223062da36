package dev.signet.idp.authorization;

import dev.signet.idp.login.Journey;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The parameters of an authorization request. One without a value counts as left out, and an unknown one is ignored
 * (RFC 6749 §3.1).
 *
 * @param values each name with its first value; {@code resource}, which may come several times (RFC 8707 §2), with all of
 *     them between spaces, which no URI holds
 * @param repeated names that came more than once, which RFC 6749 §3.1 forbids
 */
record Parameters(Map<String, String> values, Set<String> repeated) {

    static final String CLIENT_ID = "client_id";
    static final String REDIRECT_URI = "redirect_uri";
    static final String RESPONSE_TYPE = "response_type";
    static final String RESPONSE_MODE = "response_mode";
    static final String SCOPE = "scope";
    static final String STATE = "state";
    static final String NONCE = "nonce";
    static final String CODE_CHALLENGE = "code_challenge";
    static final String CODE_CHALLENGE_METHOD = "code_challenge_method";
    static final String DPOP_JKT = "dpop_jkt";
    static final String PROMPT = "prompt";
    static final String MAX_AGE = "max_age";
    static final String ACR_VALUES = "acr_values";
    static final String CLAIMS = "claims";
    static final String RESOURCE = "resource";
    static final String UI_LOCALES = "ui_locales";
    static final String LOGIN_HINT = "login_hint";
    static final String ID_TOKEN_HINT = "id_token_hint";
    static final String REQUEST = "request";
    static final String REQUEST_URI = "request_uri";
    static final String REGISTRATION = "registration";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Set<String> KNOWN = Set.of(
            CLIENT_ID,
            REDIRECT_URI,
            RESPONSE_TYPE,
            RESPONSE_MODE,
            SCOPE,
            STATE,
            NONCE,
            CODE_CHALLENGE,
            CODE_CHALLENGE_METHOD,
            DPOP_JKT,
            PROMPT,
            MAX_AGE,
            ACR_VALUES,
            CLAIMS,
            RESOURCE,
            UI_LOCALES,
            LOGIN_HINT,
            ID_TOKEN_HINT,
            REQUEST,
            REQUEST_URI,
            REGISTRATION);

    static Parameters of(HttpServletRequest request) {
        var values = new HashMap<String, String>();
        var repeated = new HashSet<String>();
        request.getParameterMap().forEach((name, given) -> {
            if (!KNOWN.contains(name)) {
                return;
            }
            var value = name.equals(RESOURCE) ? String.join(" ", given).strip() : given[0];
            if (!value.isEmpty()) {
                values.put(name, value);
            }
            if (given.length > 1 && !name.equals(RESOURCE)) {
                repeated.add(name);
            }
        });
        return new Parameters(Map.copyOf(values), Set.copyOf(repeated));
    }

    /** Those that somebody carries; none if they carry nothing that we made. */
    static Parameters of(Journey journey) {
        var errand = journey.errand();
        return new Parameters(errand == null ? Map.of() : errand.parameters(), Set.of());
    }

    /**
     * The parameters among the claims of a request object (RFC 9101 §4): text, a number or a flag as its text, a JSON object
     * as JSON.
     *
     * @return empty if one is something else, or text that cannot be handed on
     */
    static Optional<Parameters> ofClaims(Map<String, Object> claims) {
        var values = new HashMap<String, String>();
        for (var name : KNOWN) {
            var claim = claims.get(name);
            if (claim == null || claim.equals("")) {
                continue;
            }
            var value = text(name, claim);
            if (value == null || !isText(value)) {
                return Optional.empty();
            }
            values.put(name, value);
        }
        return Optional.of(new Parameters(Map.copyOf(values), Set.of()));
    }

    private static @Nullable String text(String name, Object claim) {
        return switch (claim) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case Map<?, ?> object -> json(object);
            case List<?> resources
            when name.equals(RESOURCE) && resources.stream().allMatch(String.class::isInstance) ->
                resources.stream().map(String.class::cast).collect(Collectors.joining(" "));
            default -> null;
        };
    }

    private static @Nullable String json(Map<?, ?> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JacksonException e) {
            return null; // nested beyond all reason
        }
    }

    /** JSON can escape what no form can carry: U+0000, and halves of characters. */
    private static boolean isText(String value) {
        return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    /** The same with one more, or with another value for it. */
    Parameters with(String name, String value) {
        var changed = new HashMap<>(values);
        changed.put(name, value);
        return new Parameters(Map.copyOf(changed), repeated);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The values of a space-separated list (RFC 6749 §3.3), each once. */
    Set<String> list(String name) {
        return get(name)
                .map(it -> Set.copyOf(Arrays.asList(it.strip().split(" +"))))
                .orElse(Set.of());
    }
}
