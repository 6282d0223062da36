package dev.signet.idp.admin;

import dev.signet.idp.adminui.HealthDirectory.Weakness;
import dev.signet.idp.adminui.HealthDirectory.WeaknessKind;
import dev.signet.idp.settings.IdpProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Settings that are weaker than they could be. Looks at names and values that other modules own, which say themselves what
 * they mean; values that are secret are never read.
 */
@Component
class WeakSettings {

    static final int MOST_CLIENTS = 10;

    private static final int USUAL_LENGTH = 12;

    private final DatabaseHealthRepository database;
    private final IdpProperties idp;
    private final Environment environment;

    WeakSettings(DatabaseHealthRepository database, IdpProperties idp, Environment environment) {
        this.database = database;
        this.idp = idp;
        this.environment = environment;
    }

    List<Weakness> find(boolean canChangeTrail) {
        var found = new ArrayList<Weakness>();
        add(found, canChangeTrail, WeaknessKind.TRAIL_CHANGEABLE, null);
        add(found, idp.isLocal(), WeaknessKind.LOCAL_ADDRESS, idp.issuer().toString());
        add(found, !isSet("spring.datasource.url"), WeaknessKind.DEVELOPMENT_DATABASE, null);
        add(found, !isSet("idp.encryption.key-file"), WeaknessKind.KEY_BESIDE_DATA, null);
        add(found, !isSet("spring.mail.host"), WeaknessKind.NO_MAIL, null);
        add(
                found,
                environment.getProperty("idp.outbound.allow-loopback", Boolean.class, false),
                WeaknessKind.LOOPBACK_ALLOWED,
                null);
        add(found, isOpen("idp.registration.mode"), WeaknessKind.REGISTRATION_OPEN, null);
        add(found, isOpen("idp.client-registration.mode"), WeaknessKind.CLIENT_REGISTRATION_OPEN, null);
        var dryRun = Binder.get(environment)
                .bind("idp.limits.dry-run", Bindable.setOf(String.class))
                .orElse(Set.of());
        add(found, !dryRun.isEmpty(), WeaknessKind.LIMITS_NOT_ENFORCED, String.join(", ", dryRun));
        add(
                found,
                environment.getProperty("idp.password.min-length", Integer.class, USUAL_LENGTH) < USUAL_LENGTH,
                WeaknessKind.SHORT_PASSWORDS,
                null);
        addClients(found);
        return found;
    }

    private void addClients(List<Weakness> found) {
        var clients = database.clientsWithoutPkce(MOST_CLIENTS + 1);
        if (!clients.isEmpty()) {
            var some = clients.size() > MOST_CLIENTS;
            var names = String.join(", ", some ? clients.subList(0, MOST_CLIENTS) : clients);
            found.add(new Weakness(WeaknessKind.CLIENTS_WITHOUT_PKCE, some ? names + ", …" : names));
        }
    }

    private static void add(List<Weakness> found, boolean isSo, WeaknessKind kind, @Nullable String detail) {
        if (isSo) {
            found.add(new Weakness(kind, detail));
        }
    }

    private boolean isSet(String name) {
        return environment.containsProperty(name);
    }

    private boolean isOpen(String name) {
        return "open".equalsIgnoreCase(environment.getProperty(name));
    }
}
