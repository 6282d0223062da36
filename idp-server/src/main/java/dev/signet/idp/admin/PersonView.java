package dev.signet.idp.admin;

import dev.signet.idp.adminui.PeopleDirectory.PersonSummary;
import dev.signet.idp.adminui.PeopleDirectory.Status;
import dev.signet.idp.user.Account;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What identifies a person on a page, masked or in full.
 *
 * @param profile further claims, each as text
 */
record PersonView(String name, String email, Map<String, String> profile) {

    static PersonView of(Account account, boolean isRevealed) {
        UnaryOperator<String> words = isRevealed ? UnaryOperator.identity() : Masking::words;
        var email = account.email().value();
        var shownEmail = isRevealed ? email : Masking.email(email);
        var name = account.displayName();
        var profile = new TreeMap<String, String>();
        account.claims().forEach((claim, value) -> {
            if (!claim.equals("name")) {
                profile.put(claim, claim(claim, value, isRevealed));
            }
        });
        return new PersonView(name.equals(email) ? shownEmail : words.apply(name), shownEmail, profile);
    }

    /** One row of a list, masked. */
    static PersonSummary masked(Account account) {
        var shown = of(account, false);
        return new PersonSummary(account.id().value(), shown.name(), shown.email(), status(account));
    }

    static Status status(Account account) {
        return switch (account.status()) {
            case ACTIVE -> Status.ACTIVE;
            case LOCKED -> Status.LOCKED_FOR_SAFETY;
            case DISABLED -> Status.LOCKED;
        };
    }

    private static String claim(String claim, Object value, boolean isRevealed) {
        var text = value instanceof Map<?, ?> parts
                ? String.join(", ", parts.values().stream().map(String::valueOf).toList())
                : String.valueOf(value);
        if (isRevealed || value instanceof Boolean) {
            return text;
        }
        return switch (claim) {
            case "locale", "zoneinfo" -> text;
            case "phone_number" -> Masking.phone(text);
            default -> "•••";
        };
    }
}
