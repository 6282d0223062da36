package dev.signet.idp.account;

import dev.signet.idp.login.RequiredAction;
import dev.signet.idp.password.Passwords;
import dev.signet.idp.session.SignedIn;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whose password is too old chooses another before they get any further, where an operator wants that. */
@Component
class ExpiredPassword implements RequiredAction {

    private final Passwords passwords;

    ExpiredPassword(Passwords passwords) {
        this.passwords = passwords;
    }

    @Override
    public Optional<String> pendingFor(SignedIn signedIn) {
        return passwords.isExpired(signedIn.account()) ? Optional.of(PasswordController.PATH) : Optional.empty();
    }
}
