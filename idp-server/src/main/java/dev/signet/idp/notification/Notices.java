package dev.signet.idp.notification;

import static dev.signet.idp.authenticator.Authenticator.Kind.PASSKEY;
import static dev.signet.idp.authenticator.Authenticator.Kind.RECOVERY_CODES;
import static dev.signet.idp.authenticator.Authenticator.Kind.TOTP;
import static dev.signet.idp.authenticator.AuthenticatorChanged.Change.ADDED;
import static dev.signet.idp.authenticator.AuthenticatorChanged.Change.REMOVED;

import dev.signet.idp.audit.Activity;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.device.NewDevice;
import dev.signet.idp.federation.IdentityLinked;
import dev.signet.idp.federation.IdentityUnlinked;
import dev.signet.idp.password.PasswordChanged;
import dev.signet.idp.protection.AccountLockedDown;
import dev.signet.idp.recoverycode.RecoveryCodeUsed;
import dev.signet.idp.token.GrantRevoked;
import dev.signet.idp.user.AccountDeleted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Which notice an act deserves. */
@Component
class Notices {

    private static final Duration DAY = Duration.ofDays(1);

    /** Codes that are made right after the first factor belong to its enrolment, of which there was a notice. */
    private static final Duration ENROLMENT = Duration.ofMinutes(10);

    private final Authenticators authenticators;
    private final Activity activity;
    private final NotificationProperties settings;
    private final Clock clock;

    /** In the order of their weight: of what happened together, the first that fits is told. */
    private final List<Line> lines = List.of(
            new Line("locked-down", Button.NEW_PASSWORD, act -> act.has(AccountLockedDown.class)),
            new Line("account-deleted", Button.NONE, act -> act.has(AccountDeleted.class)),
            new Line("password-changed", Button.NOT_ME, act -> act.has(PasswordChanged.class)),
            new Line("totp-added", Button.NOT_ME, act -> act.has(ADDED, TOTP)),
            new Line("passkey-added", Button.NOT_ME, act -> act.has(ADDED, PASSKEY)),
            new Line("identity-linked", Button.NOT_ME, act -> act.has(IdentityLinked.class)),
            new Line("identity-unlinked", Button.NOT_ME, act -> act.has(IdentityUnlinked.class)),
            new Line("second-factor-off", Button.NOT_ME, this::leavesThePasswordAlone),
            new Line(
                    "authenticator-removed", Button.NOT_ME, act -> act.has(REMOVED, TOTP) || act.has(REMOVED, PASSKEY)),
            new Line("recovery-codes-made", Button.NOT_ME, this::makesRecoveryCodes),
            new Line("recovery-code-used", Button.NOT_ME, act -> act.has(RecoveryCodeUsed.class)),
            new Line("refresh-token-reused", Button.NOT_ME, Notices::revealsAThief),
            new Line("new-device", Button.NOT_ME, this::comesFromANewDevice));

    Notices(Authenticators authenticators, Activity activity, NotificationProperties settings, Clock clock) {
        this.authenticators = authenticators;
        this.activity = activity;
        this.settings = settings;
        this.clock = clock;
    }

    /** Where a notice leads. */
    enum Button {
        NONE,
        NOT_ME,
        NEW_PASSWORD
    }

    /** A notice, by the name of its words, and the acts that it is for. */
    record Line(String template, Button button, Predicate<Act> fits) {}

    Optional<Line> of(Act act) {
        return lines.stream().filter(it -> it.fits().test(act)).findFirst();
    }

    private boolean leavesThePasswordAlone(Act act) {
        return act.changes(REMOVED).anyMatch(it -> it != RECOVERY_CODES)
                && authenticators.kinds(act.account()).isEmpty();
    }

    private boolean makesRecoveryCodes(Act act) {
        return act.has(ADDED, RECOVERY_CODES) && (act.has(REMOVED, RECOVERY_CODES) || !enrolsJustNow(act));
    }

    private boolean enrolsJustNow(Act act) {
        var recently = clock.instant().minus(ENROLMENT);
        return authenticators.list(act.account()).stream()
                .filter(it -> it.kind() != RECOVERY_CODES)
                .anyMatch(it -> it.createdAt().isAfter(recently));
    }

    private static boolean revealsAThief(Act act) {
        return act.first(GrantRevoked.class).filter(GrantRevoked::isForReuse).isPresent();
    }

    /**
     * Not the very first sign-in of an account. The audit trail is asked and not the list of browsers, which whoever got in
     * can shorten.
     */
    private boolean comesFromANewDevice(Act act) {
        var device = act.first(NewDevice.class);
        if (device.isEmpty() || !settings.newDevice()) {
            return false;
        }
        var most = settings.newDevicesPerDay();
        var isFirst = device.get().isFirst() && count(device.get(), Instant.EPOCH, 2) < 2;
        return !isFirst && count(device.get(), clock.instant().minus(DAY), most + 1) <= most;
    }

    private int count(NewDevice device, Instant since, int most) {
        return activity.count(device.subject(), device.action(), since, most);
    }
}
