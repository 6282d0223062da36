package dev.signet.idp.account;

import dev.signet.idp.access.Roles;
import dev.signet.idp.audit.Activity.Entry;
import dev.signet.idp.authenticator.Authenticator;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.consent.Consent;
import dev.signet.idp.device.Device;
import dev.signet.idp.federation.Identities;
import dev.signet.idp.federation.LinkedIdentity;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.session.OpenSession;
import dev.signet.idp.token.ClientAccess;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.StandardClaims;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that is stored about a person and is no secret, for that person (Regulation (EU) 2016/679, Articles 15 and
 * 20).
 */
@Service
class PersonalData {

    private final Roles roles;
    private final Passwords passwords;
    private final Authenticators authenticators;
    private final Identities identities;
    private final Traces traces;
    private final Clock clock;

    PersonalData(
            Roles roles,
            Passwords passwords,
            Authenticators authenticators,
            Identities identities,
            Traces traces,
            Clock clock) {
        this.roles = roles;
        this.passwords = passwords;
        this.authenticators = authenticators;
        this.identities = identities;
        this.traces = traces;
        this.clock = clock;
    }

    /**
     * What the file holds.
     *
     * @param profile standard claims of OpenID Connect
     * @param passwordChangedAt null if there is no password
     * @param consents by {@code client_id}
     */
    record Export(
            Instant exportedAt,
            String sub,
            Instant createdAt,
            Map<String, Object> profile,
            Set<String> roles,
            @Nullable Instant passwordChangedAt,
            List<Authenticator> authenticators,
            List<LinkedSignIn> linkedSignIns,
            List<OpenSession> sessions,
            List<Device> browsers,
            Map<String, Consent> consents,
            List<ClientAccess> access,
            List<Entry> activity) {}

    /** An identity elsewhere that signs in to the account. */
    record LinkedSignIn(
            String provider,
            String issuer,
            String label,
            Instant linkedAt,
            @Nullable Instant lastUsedAt) {

        static LinkedSignIn of(LinkedIdentity it) {
            return new LinkedSignIn(it.provider(), it.issuer(), it.label(), it.linkedAt(), it.lastUsedAt());
        }
    }

    Export of(Account account) {
        var id = account.id();
        return new Export(
                clock.instant(),
                id.toString(),
                account.createdAt(),
                StandardClaims.of(account),
                new TreeSet<>(roles.of(id)),
                passwords.changedAt(id).orElse(null),
                authenticators.list(id),
                identities.list(id).stream().map(LinkedSignIn::of).toList(),
                traces.sessions(id),
                traces.browsers(id),
                traces.consents(id),
                traces.access(id),
                traces.activity(id));
    }

    /** {@code export} in the style of the claims in it, for people to read and for programs. */
    static byte[] json(Export export, JsonMapper json) {
        return json.rebuild()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsBytes(export);
    }
}
