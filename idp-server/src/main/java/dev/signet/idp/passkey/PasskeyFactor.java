package dev.signet.idp.passkey;

import dev.signet.idp.authenticator.Authenticator.Kind;
import dev.signet.idp.login.Enrolments;
import dev.signet.idp.login.SecondFactor;
import dev.signet.idp.session.Assurance;
import dev.signet.idp.user.AccountId;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of key among the second factors. Whoever has both kinds is offered both: only one of them reaches {@code
 * phrh}.
 */
class PasskeyFactor implements SecondFactor {

    private final KeyKind kind;
    private final PasskeyRepository passkeys;

    PasskeyFactor(KeyKind kind, PasskeyRepository passkeys) {
        this.kind = kind;
        this.passkeys = passkeys;
    }

    @Override
    public String path() {
        return "/login/" + kind.segment();
    }

    @Override
    public String label() {
        return "passkey.use." + kind.segment();
    }

    @Override
    public Optional<Enrolment> enrolment() {
        return Optional.of(new Enrolment(
                "passkey.enrol." + kind.segment(),
                "passkey.enrol." + kind.segment() + ".detail",
                Enrolments.LIST + "/" + kind.segment() + "/new"));
    }

    @Override
    public Assurance assurance() {
        return kind.assurance();
    }

    @Override
    public int preference() {
        return kind.preference();
    }

    @Override
    public boolean isOfferedTo(AccountId account, Set<Kind> enrolled) {
        return enrolled.contains(Kind.PASSKEY) && passkeys.exists(account, kind == KeyKind.PASSKEY);
    }
}
