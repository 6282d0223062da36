package dev.signet.idp.login;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the way through a sign-in, with the ticket that they carry.
 *
 * @param ticket as it came; null if there was none, or none that we made
 * @param errand where they are going; null if to no particular page
 * @param isLost whether there was a ticket, but one that is too old or was not ours
 */
public record Journey(@Nullable String ticket, @Nullable Errand errand, boolean isLost) {

    /** A parameter of the request that brought them here. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(errand).map(it -> it.parameters().get(name));
    }

    /** {@code page} with the ticket, so that whoever goes there stays on this journey. */
    public String to(String page) {
        return ticket == null ? page : page + "?" + Tickets.PARAMETER + "=" + ticket;
    }

    /** The same with one more parameter, {@code name=value} in encoded form. */
    public String to(String page, String parameter) {
        var address = to(page);
        return address + (address.contains("?") ? "&" : "?") + parameter;
    }

    /** Where to go on: a path of ours. */
    public String onwards() {
        if (errand == null) {
            return Journeys.HOME;
        }
        return errand.parameters().isEmpty() ? errand.path() : to(errand.path());
    }
}
