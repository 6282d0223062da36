package dev.signet.idp.adminui;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One client, in memory. What it was asked to do is written down. */
class FakeClientOffice implements ClientOffice {

    static final String SHOP = "https://shop.example.com/app";
    static final UUID SECRET = UUID.fromString("7b0f1c1e-0000-4000-8000-000000000003");
    static final Instant THEN = Instant.parse("2026-11-22T10:15:00Z");

    final Map<String, Object> fields = new LinkedHashMap<>();
    final List<Problem> warnings = new ArrayList<>();
    final List<String> done = new ArrayList<>();
    Map<String, Object> received = Map.of();
    boolean isEnabled = true;
    Extent extent = new Extent(3, 2, 1);
    Creation creation = new Creation.Created(new Secret("the-only-copy"));
    Change change = new Change.Saved(null);
    Optional<Secret> added = Optional.of(new Secret("the-second-one"));
    boolean isEnded = true;
    String issuer = "https://id.example.com";

    void asItWas() {
        fields.clear();
        fields.put("client_name", "Shop");
        fields.put("redirect_uris", List.of("https://shop.example.com/callback"));
        fields.put("grant_types", List.of("authorization_code", "refresh_token"));
        fields.put("response_types", List.of("code"));
        fields.put("scope", "openid profile");
        fields.put("token_endpoint_auth_method", "client_secret_basic");
        fields.put("require_pkce", true);
        fields.put("contacts", List.of("shop@example.com"));
        fields.put("access_token_lifetime", "5m");
        warnings.clear();
        done.clear();
        received = Map.of();
        isEnabled = true;
        extent = new Extent(3, 2, 1);
        creation = new Creation.Created(new Secret("the-only-copy"));
        change = new Change.Saved(null);
        added = Optional.of(new Secret("the-second-one"));
        isEnded = true;
        issuer = "https://id.example.com";
    }

    Registration registration(long version) {
        var one = new LiveSecret(SECRET, "x4Zq", THEN, null, THEN, false);
        var other = new LiveSecret(UUID.randomUUID(), null, THEN, THEN, null, true);
        return new Registration(
                SHOP,
                "Shop",
                isEnabled,
                true,
                version,
                THEN,
                THEN,
                Map.copyOf(fields),
                true,
                List.of(one, other),
                true,
                List.copyOf(warnings));
    }

    @Override
    public Optional<Registration> find(String clientId) {
        return clientId.equals(SHOP) ? Optional.of(registration(7)) : Optional.empty();
    }

    @Override
    public Map<String, List<String>> choices() {
        return Map.of(
                "grant_types", List.of("authorization_code", "refresh_token", "client_credentials"),
                "token_endpoint_auth_method", List.of("none", "client_secret_basic"),
                "minimum_acr", List.of("1fa", "mfa"));
    }

    @Override
    public Provider provider() {
        return new Provider(
                issuer,
                Map.of(
                        "token_endpoint",
                        issuer + "/oauth2/token",
                        "device_authorization_endpoint",
                        issuer + "/oauth2/device_authorization"));
    }

    @Override
    public Creation create(String clientId, Map<String, Object> wanted) {
        done.add("create " + clientId);
        received = wanted;
        return creation;
    }

    @Override
    public Change change(String clientId, long version, Map<String, Object> wanted) {
        done.add("change " + clientId + " " + version);
        received = wanted;
        return change;
    }

    @Override
    public boolean enable(String clientId, boolean wanted) {
        done.add((wanted ? "enable " : "disable ") + clientId);
        return isEnabled != wanted;
    }

    @Override
    public boolean delete(String clientId) {
        done.add("delete " + clientId);
        return true;
    }

    @Override
    public Extent extent(String clientId) {
        return extent;
    }

    @Override
    public Optional<Secret> addSecret(String clientId, @Nullable Duration lifetime) {
        done.add("add-secret " + clientId + " " + lifetime);
        return added;
    }

    @Override
    public boolean endSecret(String clientId, UUID id) {
        done.add("end-secret " + id);
        return isEnded;
    }
}
