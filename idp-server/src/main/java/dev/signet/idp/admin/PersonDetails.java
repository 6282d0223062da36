package dev.signet.idp.admin;

import dev.signet.idp.adminui.PeopleDirectory.ActivityEntry;
import dev.signet.idp.adminui.PeopleDirectory.ApplicationSummary;
import dev.signet.idp.adminui.PeopleDirectory.AuthenticatorSummary;
import dev.signet.idp.adminui.PeopleDirectory.SessionSummary;
import dev.signet.idp.audit.Activity;
import dev.signet.idp.authenticator.Authenticators;
import dev.signet.idp.device.UserAgents;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.user.AccountId;
import java.util.List;
import org.springframework.stereotype.Component;

/** What hangs on an account, in the console's words. */
@Component
class PersonDetails {

    private static final int ENTRIES = 10;

    private final Authenticators authenticators;
    private final BrowserSessions sessions;
    private final Applications applications;
    private final Activity activity;
    private final UserAgents userAgents;

    PersonDetails(
            Authenticators authenticators,
            BrowserSessions sessions,
            Applications applications,
            Activity activity,
            UserAgents userAgents) {
        this.authenticators = authenticators;
        this.sessions = sessions;
        this.applications = applications;
        this.activity = activity;
        this.userAgents = userAgents;
    }

    List<AuthenticatorSummary> authenticators(AccountId account) {
        return authenticators.list(account).stream()
                .map(it -> new AuthenticatorSummary(it.kind().code(), it.name(), it.createdAt(), it.lastUsedAt()))
                .toList();
    }

    List<SessionSummary> sessions(AccountId account, PersonView person, boolean isEndable, boolean isRevealed) {
        return sessions.list(account).stream()
                .map(it -> new SessionSummary(
                        it.sid(),
                        account.value(),
                        person.name(),
                        person.email(),
                        userAgents.label(it.userAgent()),
                        isRevealed ? it.address() : Masking.address(it.address()),
                        it.startedAt(),
                        it.lastSeen(),
                        isEndable))
                .toList();
    }

    List<ApplicationSummary> applications(AccountId account) {
        return applications.of(account);
    }

    List<ActivityEntry> activity(AccountId account, boolean isRevealed) {
        return activity.of(account.value(), null, ENTRIES).stream()
                .map(it -> new ActivityEntry(
                        it.at(),
                        it.action(),
                        it.refused(),
                        it.clientId(),
                        isRevealed ? it.address() : Masking.address(it.address())))
                .toList();
    }
}
