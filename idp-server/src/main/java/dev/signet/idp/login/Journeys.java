package dev.signet.idp.login;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the tickets that browsers bring along. */
@Component
public class Journeys {

    /** Where somebody goes who was going nowhere in particular. */
    static final String HOME = "/account";

    private final Tickets tickets;

    Journeys(Tickets tickets) {
        this.tickets = tickets;
    }

    /** Never fails: a ticket that is not ours, or too old, is a journey without an errand. */
    public Journey of(@Nullable String ticket) {
        var errand = Optional.ofNullable(ticket).flatMap(tickets::open);
        return errand.map(it -> new Journey(ticket, it, false))
                .orElseGet(() -> new Journey(null, null, ticket != null));
    }

    /** A journey that starts here. */
    public Journey begin(Errand errand) {
        return new Journey(tickets.issue(errand), errand, false);
    }
}
