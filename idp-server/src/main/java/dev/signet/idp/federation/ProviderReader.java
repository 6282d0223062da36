package dev.signet.idp.federation;

import dev.signet.idp.client.Findings;
import dev.signet.idp.client.SecretReader;
import dev.signet.idp.client.YamlMapping;
import dev.signet.idp.federation.Provider.AddressRules;
import dev.signet.idp.federation.Provider.AppleKey;
import dev.signet.idp.federation.Provider.Creation;
import dev.signet.idp.federation.Provider.Endpoints;
import dev.signet.idp.federation.Provider.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code providers}. */
final class ProviderReader {

    private static final List<String> KEYS = List.of(
            "id",
            "enabled",
            "preset",
            "name",
            "issuer",
            "tenant",
            "client_id",
            SecretReader.TEXT,
            "client_secret_file",
            "secret_file",
            "team_id",
            "key_id",
            "private_key_file",
            "scope",
            "token_endpoint_auth_method",
            "response_mode",
            "authorization_endpoint",
            "token_endpoint",
            "user_endpoint",
            "emails_endpoint",
            "subject_claim",
            "domains",
            "button",
            "authoritative_for",
            "hosted_domain_claim",
            "email_verified",
            "create_accounts",
            "create_domains",
            "claims",
            "trusted_amr",
            "roles");

    static final List<String> METHODS = List.of("client_secret_basic", "client_secret_post");

    private final Findings findings;
    private final SecretReader secrets;
    private final Path folder;
    private final Predicate<String> hasSecret;

    /** @param hasSecret whether a secret is stored for a provider, which then need not be given again */
    ProviderReader(Findings findings, SecretReader secrets, Path folder, Predicate<String> hasSecret) {
        this.findings = findings;
        this.secrets = secrets;
        this.folder = folder;
        this.hasSecret = hasSecret;
    }

    /** Null if it is too broken to go on with; what is wrong is among the findings. */
    @Nullable
    DeclaredProvider read(YamlMapping entry) {
        entry.allowOnly(KEYS);
        var id = required(entry, "id", ProviderRules::id);
        var preset = preset(entry);
        var clientId = required(entry, "client_id", ProviderRules::clientId);
        var name = text(entry, "name", ProviderRules::name, preset == null ? id : preset.displayName());
        var endpoints = endpoints(entry, preset);
        var issuer = issuer(entry, preset, endpoints);
        var isApple = preset == Preset.APPLE || entry.has("team_id");
        var apple = isApple ? appleKey(entry) : null;
        var secret = isApple ? applePem(entry) : secret(entry);
        requireSecret(entry, id, isApple ? "private_key_file" : SecretReader.TEXT);
        // All of it before giving up on any, so that everything that is wrong is said at once.
        var scope = scope(entry, preset, endpoints);
        var authentication = authentication(entry, preset);
        var formPost = formPost(entry, preset);
        var domains = domains(entry, "domains", List.of(), false);
        var hasButton = Optional.ofNullable(entry.flag("button")).orElse(true);
        var addresses = addressRules(entry, preset);
        var creation = creation(entry);
        var claims = claims(entry, preset);
        var trusted = Optional.ofNullable(entry.texts("trusted_amr", ProviderRules::word))
                .orElse(List.of());
        var roles = RoleRuleReader.read(entry);
        var enabled = entry.flag("enabled");
        if (id == null || clientId == null || name == null || issuer == null) {
            return null;
        }
        var provider = new Provider(
                id,
                name,
                issuer,
                clientId,
                scope,
                authentication,
                formPost,
                endpoints,
                domains,
                hasButton,
                addresses,
                creation,
                claims,
                trusted,
                apple,
                roles);
        return new DeclaredProvider(provider, secret, enabled);
    }

    private @Nullable Preset preset(YamlMapping entry) {
        var name = entry.text(
                "preset",
                it -> Preset.of(it).isPresent()
                        ? Optional.empty()
                        : Optional.of("not known, must be " + String.join(", ", Preset.keys())));
        return name == null ? null : Preset.of(name).orElse(null);
    }

    /** Null for an OpenID provider. */
    private @Nullable Endpoints endpoints(YamlMapping entry, @Nullable Preset preset) {
        var usual = preset == null ? null : preset.endpoints();
        if (usual == null && !entry.has("user_endpoint")) {
            for (var key : List.of("authorization_endpoint", "token_endpoint", "emails_endpoint", "subject_claim")) {
                if (entry.has(key)) {
                    findings.problem(
                            entry.place(key),
                            "an OpenID provider says this itself; a provider of OAuth 2.0 alone has a user_endpoint");
                }
            }
            return null;
        }
        var authorization = endpoint(entry, "authorization_endpoint", usual == null ? null : usual.authorization());
        var token = endpoint(entry, "token_endpoint", usual == null ? null : usual.token());
        var user = endpoint(entry, "user_endpoint", usual == null ? null : usual.user());
        var emails = entry.has("emails_endpoint")
                ? endpoint(entry, "emails_endpoint", null)
                : usual == null ? null : usual.emails();
        var subject = text(entry, "subject_claim", ProviderRules::word, usual == null ? "sub" : usual.subject());
        return authorization == null || token == null || user == null || subject == null
                ? null
                : new Endpoints(authorization, token, user, emails, subject);
    }

    private @Nullable String endpoint(YamlMapping entry, String key, @Nullable String usual) {
        if (!entry.has(key) && usual != null) {
            return usual;
        }
        return required(entry, key, ProviderRules::endpoint);
    }

    private @Nullable String issuer(YamlMapping entry, @Nullable Preset preset, @Nullable Endpoints endpoints) {
        var tenant = entry.text("tenant", ProviderRules::tenant);
        if (preset == null || entry.has("issuer")) {
            return endpoints == null || entry.has("issuer")
                    ? required(entry, "issuer", ProviderRules::issuer)
                    : endpoints.user();
        }
        if (!preset.issuer().contains("{tenant}")) {
            return preset.issuer();
        }
        if (tenant == null) {
            findings.problem(entry.place("tenant"), "missing: the directory (tenant) ID, which is part of the issuer");
            return null;
        }
        return preset.issuer().replace("{tenant}", tenant);
    }

    private List<String> scope(YamlMapping entry, @Nullable Preset preset, @Nullable Endpoints endpoints) {
        var usual = preset != null
                ? preset.scope()
                : endpoints == null ? List.of("openid", "email", "profile") : List.<String>of();
        var text = entry.text("scope", ProviderRules::scope);
        var scope = text == null ? usual : Stream.of(text.split(" ")).toList();
        if (endpoints == null && !scope.contains("openid")) {
            findings.problem(entry.place("scope"), "must have openid, OpenID Connect Core 1.0 §3.1.2.1");
        }
        return scope;
    }

    private static String authentication(YamlMapping entry, @Nullable Preset preset) {
        var usual = preset == Preset.APPLE ? METHODS.getLast() : METHODS.getFirst();
        var chosen = entry.text("token_endpoint_auth_method", ProviderRules.oneOf(METHODS));
        return chosen == null ? usual : chosen;
    }

    private static boolean formPost(YamlMapping entry, @Nullable Preset preset) {
        var mode = entry.text("response_mode", ProviderRules.oneOf(List.of("query", "form_post")));
        return mode == null ? preset != null && preset.formPost() : mode.equals("form_post");
    }

    private AddressRules addressRules(YamlMapping entry, @Nullable Preset preset) {
        var usual = preset == null ? Verified.CLAIM : preset.verified();
        var verified = entry.text("email_verified", ProviderRules.oneOf(List.of("claim", "always", "never")));
        return new AddressRules(
                domains(entry, "authoritative_for", preset == null ? List.of() : preset.authoritativeFor(), true),
                entry.has("hosted_domain_claim")
                        ? entry.text("hosted_domain_claim", ProviderRules::word)
                        : preset == null ? null : preset.hostedDomainClaim(),
                verified == null || !List.of("claim", "always", "never").contains(verified)
                        ? usual
                        : Verified.valueOf(verified.toUpperCase(Locale.ROOT)));
    }

    private static Creation creation(YamlMapping entry) {
        return new Creation(
                Optional.ofNullable(entry.flag("create_accounts")).orElse(false),
                domains(entry, "create_domains", List.of(), false));
    }

    private static List<String> domains(YamlMapping entry, String key, List<String> usual, boolean takesAll) {
        var given = entry.texts(key, it -> takesAll && it.equals("*") ? Optional.empty() : ProviderRules.domain(it));
        return given == null
                ? usual
                : given.stream().map(ProviderRules::normalisedDomain).toList();
    }

    private Map<String, String> claims(YamlMapping entry, @Nullable Preset preset) {
        var claims = new HashMap<String, String>();
        ProviderRules.CLAIMS.forEach(it -> claims.put(it, it));
        if (preset != null) {
            claims.putAll(preset.claims());
        }
        var given = entry.object("claims");
        if (given != null) {
            given.forEach((ours, theirs) -> {
                if (!ProviderRules.CLAIMS.contains(ours)) {
                    findings.problem(
                            entry.place("claims"),
                            ours + " is not a claim that a provider can fill: "
                                    + String.join(", ", ProviderRules.CLAIMS));
                } else if (theirs instanceof String text && !text.isBlank()) {
                    claims.put(ours, text);
                } else {
                    claims.remove(ours);
                }
            });
        }
        return claims;
    }

    private void requireSecret(YamlMapping entry, @Nullable String id, String key) {
        var isGiven =
                entry.has("private_key_file") || !SecretReader.keysOf(entry).isEmpty();
        if (!isGiven && (id == null || !hasSecret.test(id))) {
            var rule = key.equals(SecretReader.TEXT) ? "missing: give client_secret or client_secret_file" : "missing";
            findings.problem(entry.place(key), rule);
        }
    }

    /** Null keeps the one that is stored. */
    private @Nullable ProviderSecret secret(YamlMapping entry) {
        var secret = secrets.read(entry);
        return secret == null ? null : new ProviderSecret(secret.value());
    }

    private @Nullable AppleKey appleKey(YamlMapping entry) {
        var team = required(entry, "team_id", ProviderRules::word);
        var key = required(entry, "key_id", ProviderRules::word);
        return team == null || key == null ? null : new AppleKey(team, key);
    }

    private @Nullable ProviderSecret applePem(YamlMapping entry) {
        var file = entry.text("private_key_file", _ -> Optional.empty());
        if (file == null) {
            return null;
        }
        try {
            var pem = Files.readString(folder.resolve(file));
            if (AppleSecret.keyOf(pem).isPresent()) {
                return new ProviderSecret(pem);
            }
            findings.problem(entry.place("private_key_file"), "holds no private key of the curve P-256 in PKCS #8");
        } catch (IOException | IllegalArgumentException e) {
            findings.problem(entry.place("private_key_file"), "the file " + folder.resolve(file) + " cannot be read");
        }
        return null;
    }

    private @Nullable String required(YamlMapping entry, String key, Function<String, Optional<String>> rule) {
        if (!entry.has(key)) {
            findings.problem(entry.place(key), "missing");
            return null;
        }
        return entry.text(key, rule);
    }

    private static @Nullable String text(
            YamlMapping entry, String key, Function<String, Optional<String>> rule, @Nullable String usual) {
        return entry.has(key) ? entry.text(key, rule) : usual;
    }
}
