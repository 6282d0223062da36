package dev.signet.idp.recovery;

import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.device.Devices;
import dev.signet.idp.login.SignInStages;
import dev.signet.idp.user.AccountId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes every second factor away from an account. Asks nobody: whoever calls it has made sure that the owner wants it, and
 * that it is not one person's word, where that person is not the owner.
 */
@Service
public class SecondFactorReset {

    private final Authenticators authenticators;
    private final Devices devices;
    private final SignInStages stages;
    private final Lockout lockout;

    SecondFactorReset(Authenticators authenticators, Devices devices, SignInStages stages, Lockout lockout) {
        this.authenticators = authenticators;
        this.devices = devices;
        this.stages = stages;
        this.lockout = lockout;
    }

    /**
     * Removes what {@code account} enrolled, and ends every session, grant, mailed link, half-done sign-in and known
     * browser, in the caller's transaction. The password stays.
     *
     * @param reason in words, for the audit trail
     */
    @Transactional
    public void of(AccountId account, String reason) {
        authenticators.removeAll(account);
        devices.forgetAll(account);
        stages.endAll(account);
        lockout.of(account, reason);
    }
}
