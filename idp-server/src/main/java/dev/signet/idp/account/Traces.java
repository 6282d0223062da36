package dev.signet.idp.account;

import dev.signet.idp.audit.Activity;
import dev.signet.idp.audit.Activity.Entry;
import dev.signet.idp.audit.Activity.Position;
import dev.signet.idp.consent.Consent;
import dev.signet.idp.consent.Consents;
import dev.signet.idp.device.Device;
import dev.signet.idp.device.Devices;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.session.OpenSession;
import dev.signet.idp.token.ClientAccess;
import dev.signet.idp.token.Grants;
import dev.signet.idp.user.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;

/** What somebody's use of their account left behind. */
@Service
class Traces {

    /** Years of one person's activity; a bound on what one request holds in memory. */
    private static final int MOST_ENTRIES = 5_000;

    private static final int ENTRIES_AT_ONCE = 500;

    private final BrowserSessions sessions;
    private final Devices devices;
    private final Consents consents;
    private final Grants grants;
    private final Activity activity;

    Traces(BrowserSessions sessions, Devices devices, Consents consents, Grants grants, Activity activity) {
        this.sessions = sessions;
        this.devices = devices;
        this.consents = consents;
        this.grants = grants;
        this.activity = activity;
    }

    List<OpenSession> sessions(AccountId account) {
        return sessions.list(account);
    }

    List<Device> browsers(AccountId account) {
        return devices.list(account);
    }

    Map<String, Consent> consents(AccountId account) {
        return consents.list(account);
    }

    List<ClientAccess> access(AccountId account) {
        return grants.access(account);
    }

    /** The newest first, at most {@link #MOST_ENTRIES}. */
    List<Entry> activity(AccountId account) {
        var all = new ArrayList<Entry>();
        Position before = null;
        while (all.size() < MOST_ENTRIES) {
            var page = activity.of(account.value(), before, ENTRIES_AT_ONCE);
            all.addAll(page);
            if (page.size() < ENTRIES_AT_ONCE) {
                break;
            }
            before = new Position(page.getLast().at(), page.getLast().id());
        }
        return all;
    }
}
