package dev.signet.idp.authorization;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code claims} parameter (OpenID Connect Core 1.0 §5.5). That a claim is essential changes nothing but for
 * {@code acr}: what is known is given either way, and what is not known is left out either way (§5.5.1).
 *
 * @param userInfo names of claims for the userinfo endpoint
 * @param idToken names of claims for the ID token
 * @param subjects values that {@code sub} must have; more than one means that nobody fits
 * @param acrValues acceptable values of {@code acr}
 * @param isAcrEssential whether nothing else than {@code acrValues} will do
 */
record ClaimsParameter(
        Set<String> userInfo,
        Set<String> idToken,
        Set<String> subjects,
        Set<String> acrValues,
        boolean isAcrEssential) {

    static final ClaimsParameter NONE = new ClaimsParameter(Set.of(), Set.of(), Set.of(), Set.of(), false);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** {@link #NONE} if the parameter is left out; empty if it is not an object of objects. */
    static Optional<ClaimsParameter> of(Parameters parameters) {
        return parameters.get(Parameters.CLAIMS).map(ClaimsParameter::read).orElse(Optional.of(NONE));
    }

    private static Optional<ClaimsParameter> read(String json) {
        JsonNode claims;
        try {
            claims = JSON.readTree(json);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        return isWellFormed(claims) ? Optional.of(of(claims)) : Optional.empty();
    }

    private static ClaimsParameter of(JsonNode claims) {
        var userInfo = claims.path("userinfo");
        var idToken = claims.path("id_token");
        return new ClaimsParameter(
                Set.copyOf(userInfo.propertyNames()),
                Set.copyOf(idToken.propertyNames()),
                Stream.of(userInfo.path("sub"), idToken.path("sub"))
                        .flatMap(ClaimsParameter::values)
                        .collect(Collectors.toUnmodifiableSet()),
                values(idToken.path("acr")).collect(Collectors.toUnmodifiableSet()),
                idToken.path("acr").path("essential").asBoolean(false));
    }

    private static boolean isWellFormed(JsonNode claims) {
        return claims.isObject()
                && Stream.of("userinfo", "id_token")
                        .map(claims::path)
                        .allMatch(it -> it.isMissingNode() || it.isNull() || isMember(it));
    }

    /** Each claim is {@code null} or an object that says more. */
    private static boolean isMember(JsonNode member) {
        return member.isObject()
                && member.values().stream()
                        .allMatch(it -> it.isNull() || (it.isObject() && isFlagOrMissing(it.path("essential"))));
    }

    private static boolean isFlagOrMissing(JsonNode essential) {
        return essential.isMissingNode() || essential.isBoolean();
    }

    /** {@code value}, or else {@code values}, as far as they are text. */
    private static Stream<String> values(JsonNode claim) {
        var single = claim.path("value");
        var all = single.isMissingNode() ? claim.path("values") : single;
        return (all.isArray() ? StreamSupport.stream(all.spliterator(), false) : Stream.of(all))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .distinct();
    }
}
