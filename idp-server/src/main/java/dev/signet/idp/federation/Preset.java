package dev.signet.idp.federation;

import dev.signet.idp.federation.Provider.Endpoints;
import dev.signet.idp.federation.Provider.Verified;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known about providers that many people have an account with. Whatever the file says goes over it. */
enum Preset {
    GOOGLE(
            "Google",
            "https://accounts.google.com",
            List.of("openid", "email", "profile"),
            null,
            List.of("gmail.com", "googlemail.com"),
            "hd",
            Verified.CLAIM,
            false,
            Map.of()),

    /** Says nothing about verified addresses, and lets administrators of a tenant write any: never believed unasked. */
    MICROSOFT(
            "Microsoft",
            "https://login.microsoftonline.com/{tenant}/v2.0",
            List.of("openid", "email", "profile"),
            null,
            List.of(),
            null,
            Verified.NEVER,
            false,
            Map.of()),
    APPLE(
            "Apple",
            "https://appleid.apple.com",
            List.of("openid", "email", "name"),
            null,
            List.of("icloud.com", "me.com", "mac.com", "privaterelay.appleid.com"),
            null,
            Verified.CLAIM,
            true,
            Map.of()),
    GITHUB(
            "GitHub",
            "https://github.com",
            List.of("read:user", "user:email"),
            new Endpoints(
                    "https://github.com/login/oauth/authorize",
                    "https://github.com/login/oauth/access_token",
                    "https://api.github.com/user",
                    "https://api.github.com/user/emails",
                    "id"),
            List.of(),
            null,
            Verified.CLAIM,
            false,
            Map.of("nickname", "login", "preferred_username", "login", "profile", "html_url")),
    GITLAB(
            "GitLab",
            "https://gitlab.com",
            List.of("openid", "email", "profile"),
            null,
            List.of(),
            null,
            Verified.CLAIM,
            false,
            Map.of());

    private final String displayName;
    private final String issuer;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> scope;

    @SuppressWarnings("ImmutableEnumChecker") // a record of text
    private final @Nullable Endpoints endpoints;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> authoritativeFor;

    private final @Nullable String hostedDomainClaim;
    private final Verified verified;
    private final boolean formPost;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, String> claims;

    Preset(
            String displayName,
            String issuer,
            List<String> scope,
            @Nullable Endpoints endpoints,
            List<String> authoritativeFor,
            @Nullable String hostedDomainClaim,
            Verified verified,
            boolean formPost,
            Map<String, String> claims) {
        this.displayName = displayName;
        this.issuer = issuer;
        this.scope = scope;
        this.endpoints = endpoints;
        this.authoritativeFor = authoritativeFor;
        this.hostedDomainClaim = hostedDomainClaim;
        this.verified = verified;
        this.formPost = formPost;
        this.claims = claims;
    }

    static Optional<Preset> of(String name) {
        return Arrays.stream(values()).filter(it -> it.key().equals(name)).findFirst();
    }

    /** The one that {@code provider} was made from, as far as its issuer tells. */
    static Optional<Preset> of(Provider provider) {
        return Arrays.stream(values())
                .filter(it -> it == MICROSOFT
                        ? provider.issuer().startsWith("https://login.microsoftonline.com/")
                        : it.issuer().equals(provider.issuer()))
                .findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Preset::key).toList();
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String displayName() {
        return displayName;
    }

    String issuer() {
        return issuer;
    }

    List<String> scope() {
        return scope;
    }

    @Nullable
    Endpoints endpoints() {
        return endpoints;
    }

    List<String> authoritativeFor() {
        return authoritativeFor;
    }

    @Nullable
    String hostedDomainClaim() {
        return hostedDomainClaim;
    }

    Verified verified() {
        return verified;
    }

    boolean formPost() {
        return formPost;
    }

    Map<String, String> claims() {
        return claims;
    }
}
