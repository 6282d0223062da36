package dev.signet.idp.admin;

import dev.signet.idp.access.Permission;
import dev.signet.idp.adminui.ClientOffice;
import dev.signet.idp.client.ClientFields;
import dev.signet.idp.client.ClientRegistration;
import dev.signet.idp.client.ClientSecrets;
import dev.signet.idp.client.GeneratedSecret;
import dev.signet.idp.settings.IdpProperties;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does with clients what the console asks, in the name of whoever is signed in there. */
@Component
class RegisteredClientOffice implements ClientOffice {

    private final ClientRegistration registrations;
    private final ClientSecrets secrets;
    private final RegistrationView view;
    private final ClientHoldings holdings;
    private final ClientPower power;
    private final RuleTexts rules;
    private final PermissionCheck permissions;
    private final IdpProperties idp;

    RegisteredClientOffice(
            ClientRegistration registrations,
            ClientSecrets secrets,
            RegistrationView view,
            ClientHoldings holdings,
            ClientPower power,
            RuleTexts rules,
            PermissionCheck permissions,
            IdpProperties idp) {
        this.registrations = registrations;
        this.secrets = secrets;
        this.view = view;
        this.holdings = holdings;
        this.power = power;
        this.rules = rules;
        this.permissions = permissions;
        this.idp = idp;
    }

    @Override
    public Optional<Registration> find(String clientId) {
        permissions.require(Permission.CLIENTS_READ);
        return registrations.find(clientId).map(view::of);
    }

    @Override
    public Map<String, List<String>> choices() {
        permissions.require(Permission.CLIENTS_READ);
        return ClientFields.choices();
    }

    @Override
    public Provider provider() {
        permissions.require(Permission.CLIENTS_READ);
        var endpoints = new LinkedHashMap<String, String>();
        endpoints.put("discovery", idp.url("/.well-known/openid-configuration"));
        endpoints.put("oauth_metadata", idp.url("/.well-known/oauth-authorization-server"));
        endpoints.put("authorization_endpoint", idp.url("/oauth2/authorize"));
        endpoints.put("token_endpoint", idp.url("/oauth2/token"));
        endpoints.put("device_authorization_endpoint", idp.url("/oauth2/device_authorization"));
        endpoints.put("userinfo_endpoint", idp.url("/userinfo"));
        endpoints.put("jwks_uri", idp.url("/oauth2/jwks"));
        endpoints.put("end_session_endpoint", idp.url("/connect/logout"));
        return new Provider(idp.issuer().toString(), endpoints);
    }

    @Override
    public Creation create(String clientId, Map<String, Object> fields) {
        var actor = permissions.require(Permission.CLIENTS_WRITE).value();
        var beyond = power.problemsOf(fields);
        if (!beyond.isEmpty()) {
            return new Creation.Rejected(beyond);
        }
        return switch (registrations.create(actor, clientId, view.read(fields))) {
            case ClientRegistration.Outcome.Saved(var secret) -> new Creation.Created(shown(secret));
            case ClientRegistration.Outcome.IdTaken _ -> new Creation.IdTaken();
            case ClientRegistration.Outcome.Rejected(var problems) -> new Creation.Rejected(rules.of(problems));
            case ClientRegistration.Outcome.Stale _, ClientRegistration.Outcome.NoSuchClient _ ->
                throw new IllegalStateException("a new client has no version");
        };
    }

    @Override
    public Change change(String clientId, long version, Map<String, Object> fields) {
        var actor = permissions.require(Permission.CLIENTS_WRITE).value();
        if (!power.isWithinReach(clientId)) {
            return new Change.NotThere();
        }
        var beyond = power.problemsOf(fields);
        if (!beyond.isEmpty()) {
            return new Change.Rejected(beyond);
        }
        return switch (registrations.change(actor, clientId, version, view.read(fields))) {
            case ClientRegistration.Outcome.Saved(var secret) -> new Change.Saved(shown(secret));
            case ClientRegistration.Outcome.Stale(var current) -> new Change.Stale(view.of(current));
            case ClientRegistration.Outcome.Rejected(var problems) -> new Change.Rejected(rules.of(problems));
            case ClientRegistration.Outcome.NoSuchClient _ -> new Change.NotThere();
            case ClientRegistration.Outcome.IdTaken _ -> throw new IllegalStateException("no id was taken");
        };
    }

    @Override
    public boolean enable(String clientId, boolean isEnabled) {
        var actor = permissions.require(Permission.CLIENTS_WRITE);
        return power.isWithinReach(clientId) && registrations.enable(actor.value(), clientId, isEnabled);
    }

    @Override
    public boolean delete(String clientId) {
        var actor = permissions.require(Permission.CLIENTS_WRITE);
        return power.isWithinReach(clientId) && registrations.delete(actor.value(), clientId);
    }

    @Override
    public Extent extent(String clientId) {
        permissions.require(Permission.CLIENTS_READ);
        return holdings.of(clientId);
    }

    @Override
    public Optional<Secret> addSecret(String clientId, @Nullable Duration lifetime) {
        var actor = permissions.require(Permission.CLIENTS_WRITE);
        return power.isWithinReach(clientId)
                ? secrets.add(actor.value(), clientId, lifetime).map(it -> new Secret(it.value()))
                : Optional.empty();
    }

    @Override
    public boolean endSecret(String clientId, UUID id) {
        var actor = permissions.require(Permission.CLIENTS_WRITE);
        return power.isWithinReach(clientId) && secrets.end(actor.value(), clientId, id);
    }

    private static @Nullable Secret shown(@Nullable GeneratedSecret secret) {
        return secret == null ? null : new Secret(secret.value());
    }
}
