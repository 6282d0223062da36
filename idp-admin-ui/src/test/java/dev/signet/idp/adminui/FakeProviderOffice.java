package dev.signet.idp.adminui;

import dev.signet.idp.adminui.PeopleDirectory.PersonSummary;
import dev.signet.idp.adminui.PeopleDirectory.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One provider, in memory. What it was asked to do is written down. */
class FakeProviderOffice implements ProviderOffice {

    static final Instant THEN = Instant.parse("2026-11-22T10:15:00Z");

    final Map<String, Object> fields = new LinkedHashMap<>();
    final List<String> done = new ArrayList<>();
    Map<String, Object> received = Map.of();
    String receivedSecret = "";
    boolean isEnabled = true;
    boolean isEmpty;
    Outcome outcome = new Outcome.Saved();

    void asItWas() {
        fields.clear();
        fields.put("name", "Google");
        fields.put("issuer", "https://accounts.google.com");
        fields.put("client_id", "shop");
        fields.put("scope", "openid email");
        fields.put("token_endpoint_auth_method", "client_secret_basic");
        fields.put("response_mode", "query");
        fields.put("domains", List.of("corp.example"));
        fields.put("button", true);
        fields.put("email_verified", "claim");
        fields.put("create_accounts", false);
        fields.put("claims", Map.of("nickname", "login"));
        fields.put("roles", List.of(Map.of("claim", "groups", "contains", "support", "role", "help-desk")));
        done.clear();
        received = Map.of();
        receivedSecret = "";
        isEnabled = true;
        isEmpty = false;
        outcome = new Outcome.Saved();
    }

    Connection connection(long version) {
        return new Connection(
                "google",
                "Google",
                "google",
                isEnabled,
                true,
                version,
                THEN,
                THEN,
                fields,
                "https://id.example.com/login/provider/google/callback",
                true,
                List.of(new Problem("trusted_amr", 0, "its word is enough")));
    }

    @Override
    public List<Connection> list() {
        return isEmpty ? List.of() : List.of(connection(7));
    }

    @Override
    public Optional<Connection> find(String id) {
        return id.equals("google") ? Optional.of(connection(7)) : Optional.empty();
    }

    @Override
    public List<String> kinds() {
        return List.of("google", "microsoft", "apple", "github", "gitlab", "openid", "oauth2");
    }

    @Override
    public Optional<String> proposedId(String kind) {
        return kinds().contains(kind) ? Optional.of(kind + "-2") : Optional.empty();
    }

    @Override
    public String callback(String id) {
        return "https://id.example.com/login/provider/" + id + "/callback";
    }

    @Override
    public Choices choices() {
        return new Choices(
                Map.of("email_verified", List.of("claim", "always", "never")),
                List.of("name", "nickname"),
                List.of("help-desk", "auditor"));
    }

    @Override
    public Outcome create(String id, Map<String, Object> fields, String secret) {
        return received("create " + id, fields, secret);
    }

    @Override
    public Outcome change(String id, long version, Map<String, Object> fields, String secret) {
        return received("change " + id + " " + version, fields, secret);
    }

    private Outcome received(String what, Map<String, Object> fields, String secret) {
        done.add(what);
        received = fields;
        receivedSecret = secret;
        return outcome;
    }

    @Override
    public Outcome enable(String id, boolean isEnabled) {
        done.add((isEnabled ? "enable " : "disable ") + id);
        return outcome;
    }

    @Override
    public Outcome delete(String id) {
        done.add("delete " + id);
        return outcome;
    }

    @Override
    public Extent extent(String id) {
        return new Extent(3, 1, List.of(new PersonSummary(UUID.randomUUID(), "A••• L•••", "a•••", Status.ACTIVE)));
    }

    @Override
    public Optional<Report> test(String id) {
        done.add("test " + id);
        return Optional.of(new Report(
                false,
                List.of(
                        new Line("reachable", Level.GOOD, "https://accounts.google.com/"),
                        new Line("issuer", Level.BROKEN, "<b>another</b>"))));
    }
}
