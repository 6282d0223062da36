package dev.signet.idp.adminui;

import dev.signet.idp.adminui.PeopleDirectory.SessionSummary;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions in memory. */
class FakeSessions implements SessionDirectory {

    private final FakePeople people;

    Filter asked = new Filter("", "", "");
    Set<UUID> ended = Set.of();

    FakeSessions(FakePeople people) {
        this.people = people;
    }

    @Override
    public Page list(Filter filter, @Nullable String after) {
        asked = filter;
        return filter.clientId().equals("none")
                ? new Page(List.of(), null)
                : new Page(List.of(people.session()), after == null ? "next" : null);
    }

    @Override
    public List<SessionSummary> endable(Set<UUID> sids) {
        return sids.contains(FakePeople.SID) ? List.of(people.session()) : List.of();
    }

    @Override
    public int end(Set<UUID> sids) {
        ended = sids;
        return sids.size();
    }
}
