package dev.signet.idp.registration;

import dev.signet.idp.login.AccountCreation;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where registration is open, an application may send people straight to it ({@code prompt=create}). */
@Component
class OpenRegistration implements AccountCreation {

    private final RegistrationProperties settings;

    OpenRegistration(RegistrationProperties settings) {
        this.settings = settings;
    }

    @Override
    public Optional<String> page() {
        return settings.isOpen() ? Optional.of(RegistrationController.PATH) : Optional.empty();
    }
}
