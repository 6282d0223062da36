package dev.signet.idp.protection;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a lockdown ended.
 *
 * @param applications clients that had tokens which still counted
 * @param browsers that were known, remembered or not
 * @param links in mails that still worked, other than those that say "This was not me"
 * @param agreements with clients, given since the moment from which on nothing is trusted
 * @param authenticators second factors and sets of recovery codes, added since then
 * @param otherWays other ways to sign in, such as an identity elsewhere, added since then
 */
public record LockdownReport(
        int sessions, int applications, int browsers, int links, int agreements, int authenticators, int otherWays) {

    Map<String, String> details() {
        var details = new LinkedHashMap<String, String>();
        details.put("sessions", Integer.toString(sessions));
        details.put("applications", Integer.toString(applications));
        details.put("browsers", Integer.toString(browsers));
        details.put("links", Integer.toString(links));
        details.put("agreements", Integer.toString(agreements));
        details.put("authenticators", Integer.toString(authenticators));
        details.put("other-ways", Integer.toString(otherWays));
        return details;
    }
}
