package dev.signet.idp.login;

import dev.signet.idp.access.Role;
import dev.signet.idp.settings.InvalidSettingException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who has to use a second factor. Whoever enrolled one is always asked for it; clients ask by {@code acr_values} or
 * {@code minimum_acr} besides.
 *
 * @param required whether everybody has to
 * @param requiredForRoles roles whose holders have to, such as {@code administrator}
 */
@ConfigurationProperties("idp.second-factor")
record SecondFactorProperties(
        @DefaultValue("false") boolean required,
        @DefaultValue Set<String> requiredForRoles) {

    SecondFactorProperties {
        var known = Arrays.stream(Role.values()).map(Role::value).collect(Collectors.toSet());
        for (var role : requiredForRoles) {
            if (!known.contains(role)) {
                throw new InvalidSettingException(
                        "idp.second-factor.required-for-roles names an unknown role: " + role);
            }
        }
        requiredForRoles = Set.copyOf(requiredForRoles);
    }
}
