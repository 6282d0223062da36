package dev.signet.idp.emailcode;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.login.SecondFactor;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.user.Account;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.Accounts;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Offers a code by mail, after everything else, to people whose address is known to be theirs. */
@Component
class EmailCodeFactor implements SecondFactor {

    static final String STEP = "/login/email-code";

    private final EmailCodeProperties settings;
    private final Accounts accounts;

    EmailCodeFactor(EmailCodeProperties settings, Accounts accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    @Override
    public String path() {
        return STEP;
    }

    @Override
    public String label() {
        return "emailCode.offer";
    }

    @Override
    public Optional<Enrolment> enrolment() {
        return Optional.empty();
    }

    @Override
    public Assurance assurance() {
        return Assurance.MULTI_FACTOR;
    }

    @Override
    public int preference() {
        return 90;
    }

    @Override
    public boolean isOfferedTo(AccountId account, Set<Kind> enrolled) {
        return recipient(account).isPresent();
    }

    /** Whom a code may be sent to. */
    Optional<Account> recipient(AccountId account) {
        return settings.emailCode() ? accounts.find(account).filter(Account::emailVerified) : Optional.empty();
    }
}
