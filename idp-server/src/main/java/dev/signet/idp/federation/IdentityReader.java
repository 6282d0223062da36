package dev.signet.idp.federation;

import dev.signet.idp.user.EmailAddress;
import dev.signet.idp.user.StandardClaims;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads who somebody is from what a provider says, by the provider's rules. */
@Component
class IdentityReader {

    private static final int LONGEST_LABEL = 254;
    private static final int LONGEST_SUBJECT = 255;
    private static final TypeReference<Map<String, Object>> CLAIMS = new TypeReference<>() {};

    private final JsonMapper json;

    IdentityReader(JsonMapper json) {
        this.json = json;
    }

    /**
     * The address, and whatever a rule asks for, is often at the UserInfo endpoint alone (Core 1.0 §5.4), whose {@code sub}
     * has to be the token's.
     */
    Optional<UpstreamIdentity> ofIdToken(Upstream upstream, Metadata metadata, Jwt token, String accessToken) {
        var subject = Objects.requireNonNullElse(token.getSubject(), ""); // which the validator refused
        var claims = new HashMap<String, Object>(token.getClaims());
        if (isIncomplete(upstream.provider(), claims) && metadata.user() != null) {
            var info = user(upstream, metadata.user(), accessToken);
            if (info.isEmpty() || !subject.equals(info.get().get("sub"))) {
                return Optional.empty(); // Core 1.0 §5.3.2: another person's claims must not be used
            }
            info.get().forEach(claims::putIfAbsent);
        }
        return identity(upstream.provider(), subject, claims);
    }

    private static boolean isIncomplete(Provider provider, Map<String, Object> claims) {
        return !claims.containsKey("email") || !provider.roles().stream().allMatch(it -> it.isAnsweredBy(claims));
    }

    /** Of a provider of OAuth 2.0 alone. */
    Optional<UpstreamIdentity> ofUser(Upstream upstream, String accessToken) {
        var endpoints = upstream.provider().endpoints();
        if (endpoints == null) {
            return Optional.empty();
        }
        var user = user(upstream, URI.create(endpoints.user()), accessToken);
        if (user.isEmpty() || !user.get().containsKey(endpoints.subject())) {
            return Optional.empty();
        }
        var claims = new HashMap<>(user.get());
        if (endpoints.emails() != null) {
            claims.keySet().removeAll(List.of("email", "email_verified")); // what a profile shows need not be theirs
            ask(upstream, URI.create(endpoints.emails()), accessToken)
                    .flatMap(IdentityReader::best)
                    .ifPresent(it -> {
                        claims.put("email", it.path("email").asString(""));
                        claims.put("email_verified", it.path("verified").asBoolean(false));
                    });
        }
        return identity(upstream.provider(), String.valueOf(user.get().get(endpoints.subject())), claims);
    }

    /** The primary address, or else a verified one. */
    private static Optional<JsonNode> best(JsonNode emails) {
        var all = StreamSupport.stream(emails.spliterator(), false).toList();
        return all.stream()
                .filter(it -> it.path("primary").asBoolean(false))
                .findFirst()
                .or(() -> all.stream()
                        .filter(it -> it.path("verified").asBoolean(false))
                        .findFirst());
    }

    private Optional<Map<String, Object>> user(Upstream upstream, URI address, String accessToken) {
        return ask(upstream, address, accessToken).filter(JsonNode::isObject).map(it -> json.convertValue(it, CLAIMS));
    }

    private static Optional<JsonNode> ask(Upstream upstream, URI address, String accessToken) {
        return upstream.ask(
                address, Map.of("Accept", "application/json", "Authorization", "Bearer " + accessToken), Map.of());
    }

    private static Optional<UpstreamIdentity> identity(Provider provider, String subject, Map<String, Object> claims) {
        if (subject.isEmpty() || subject.length() > LONGEST_SUBJECT) {
            return Optional.empty();
        }
        var email = text(claims, "email").flatMap(EmailAddress::parse);
        return Optional.of(new UpstreamIdentity(
                provider.id(),
                provider.issuer(),
                subject,
                email.map(EmailAddress::value).orElse(null),
                isVerified(provider, claims),
                email.filter(it -> provider.isAuthoritativeFor(it, claims)).isPresent(),
                profile(provider, claims),
                isSecondFactor(provider, claims),
                label(email, claims, subject),
                provider.roles().stream()
                        .filter(it -> it.fits(claims))
                        .map(RoleRule::role)
                        .distinct()
                        .toList(),
                null));
    }

    /** Apple writes {@code "true"}. */
    private static boolean isVerified(Provider provider, Map<String, Object> claims) {
        return switch (provider.addresses().verified()) {
            case ALWAYS -> true;
            case NEVER -> false;
            case CLAIM -> "true".equals(String.valueOf(claims.get("email_verified")));
        };
    }

    private static boolean isSecondFactor(Provider provider, Map<String, Object> claims) {
        return claims.get("amr") instanceof List<?> methods
                && methods.stream().anyMatch(it -> provider.trustedMethods().contains(String.valueOf(it)));
    }

    /** What cannot be a claim here is left out, rather than keeping somebody out. */
    private static Map<String, Object> profile(Provider provider, Map<String, Object> claims) {
        var profile = new LinkedHashMap<String, Object>();
        provider.claims()
                .forEach((ours, theirs) -> text(claims, theirs)
                        .filter(it ->
                                StandardClaims.violationsOf(Map.of(ours, it)).isEmpty())
                        .ifPresent(it -> profile.put(ours, it)));
        return profile;
    }

    private static String label(Optional<EmailAddress> email, Map<String, Object> claims, String subject) {
        var known = email.map(EmailAddress::value)
                .or(() -> Stream.of("preferred_username", "login", "name")
                        .flatMap(it -> text(claims, it).stream())
                        .filter(it ->
                                StandardClaims.violationsOf(Map.of("name", it)).isEmpty())
                        .findFirst())
                .orElse(subject.replaceAll("[\\p{C}<>]", ""));
        return known.length() <= LONGEST_LABEL ? known : known.substring(0, LONGEST_LABEL);
    }

    private static Optional<String> text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }
}
