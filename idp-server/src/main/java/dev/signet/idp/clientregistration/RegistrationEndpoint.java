package dev.signet.idp.clientregistration;

import dev.signet.idp.settings.IdpProperties;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where clients register themselves, if they may. */
@Component
public class RegistrationEndpoint {

    public static final String PATH = "/connect/register";

    private final ClientRegistrationProperties properties;
    private final IdpProperties idp;

    RegistrationEndpoint(ClientRegistrationProperties properties, IdpProperties idp) {
        this.properties = properties;
        this.idp = idp;
    }

    /** Empty where nobody may. */
    public Optional<String> url() {
        return properties.isOff() ? Optional.empty() : Optional.of(idp.url(PATH));
    }

    /** Where a client finds its own registration (RFC 7592). */
    String urlOf(String clientId) {
        return idp.url(PATH + "/" + clientId);
    }
}
