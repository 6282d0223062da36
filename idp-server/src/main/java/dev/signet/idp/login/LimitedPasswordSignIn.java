package dev.signet.idp.login;

import dev.signet.idp.device.Device;
import dev.signet.idp.device.Devices;
import dev.signet.idp.password.PasswordSignIn;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import dev.signet.idp.user.EmailAddress;
import dev.signet.idp.web.LimitReachedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Passwords within the limits, which are asked before the proof and told after it how it ended. An account that does not
 * exist has the same limits as one that does.
 */
@Component
class LimitedPasswordSignIn {

    private final Accounts accounts;
    private final Devices devices;
    private final Limits limits;
    private final PasswordSignIn passwordSignIn;

    LimitedPasswordSignIn(Accounts accounts, Devices devices, Limits limits, PasswordSignIn passwordSignIn) {
        this.accounts = accounts;
        this.devices = devices;
        this.limits = limits;
        this.passwordSignIn = passwordSignIn;
    }

    /**
     * Has a password compared. May make the caller wait.
     *
     * @throws LimitReachedException after too many failures. Also if the password was right, should others that were tried
     *     at the same time have used the allowance up
     */
    PasswordSignIn.Outcome attempt(String identifier, String password, HttpServletRequest request) {
        var account = accounts.findByEmail(identifier);
        var attempt = counted(identifier, account.map(Account::id), request);
        limits.check(attempt).orThrow();
        var outcome = passwordSignIn.attempt(identifier, account, password);
        switch (outcome) {
            case PasswordSignIn.Outcome.Verified _ -> limits.succeeded(attempt).orThrow();
            case PasswordSignIn.Outcome.Refused _ -> limits.failed(attempt).orThrow();
            case PasswordSignIn.Outcome.Busy _ -> {}
        }
        return outcome;
    }

    private Attempt counted(String identifier, Optional<AccountId> account, HttpServletRequest request) {
        var device = devices.find(account.orElseGet(AccountId::random), request); // the same work for nobody's account
        return Attempt.signIn(
                        EmailAddress.normalised(identifier),
                        device.map(Device::id).orElse(null))
                .about(account.map(AccountId::value).orElse(null));
    }
}
