package dev.signet.idp.adminapi;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Power;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/**
 * Whoever calls the API, with what the token allows them.
 *
 * @see Administrators
 */
public final class AdministratorToken extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final String clientId;
    private final transient Set<Permission> scopes;
    private final transient Power power;

    /**
     * @param clientId the client that calls
     * @param scopes the permissions that the token's scopes name
     * @param power what whoever it stands for holds of them
     */
    public AdministratorToken(String clientId, Set<Permission> scopes, Power power) {
        super(List.of());
        this.clientId = clientId;
        this.scopes = Set.copyOf(scopes);
        this.power = power;
        setAuthenticated(true);
    }

    public String clientId() {
        return clientId;
    }

    /** Whether the token's scopes name all of them. */
    public boolean hasScopesFor(Set<Permission> permissions) {
        return scopes.containsAll(permissions);
    }

    public Power power() {
        return power;
    }

    @Override
    public Power getPrincipal() {
        return power;
    }

    @Override
    public String getName() {
        return power.actor().toString();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }
}
