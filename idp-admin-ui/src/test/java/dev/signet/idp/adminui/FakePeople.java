package dev.signet.idp.adminui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that the console asks about people, in memory. What it was asked to do is written down. */
class FakePeople implements PeopleDirectory, PeopleOffice {

    static final Instant THEN = Instant.parse("2026-11-22T10:15:00Z");
    static final UUID ADA = UUID.fromString("7b0f1c1e-0000-4000-8000-000000000001");
    static final UUID SID = UUID.fromString("7b0f1c1e-0000-4000-8000-000000000002");

    String name = "A••• L•••";
    Reach reach = Reach.WITHIN;
    boolean hasToUseSecondFactor;
    Status status = Status.ACTIVE;
    Outcome outcome = new Outcome.Done(1);
    Creation creation = new Creation.Created(ADA);
    Invitation invitation = Invitation.INVITED;
    Description description = new Description.Saved();
    final List<String> done = new ArrayList<>();

    @Override
    public Page list(String search, @Nullable UUID after, boolean isRevealed) {
        done.add((isRevealed ? "revealed " : "listed ") + search);
        return search.equals("nobody")
                ? new Page(List.of(), null)
                : new Page(
                        List.of(new PersonSummary(ADA, name, isRevealed ? "ada@example.com" : "a•••@e•••.com", status)),
                        after == null ? ADA : null);
    }

    @Override
    public Optional<Person> find(UUID id, boolean isRevealed) {
        return id.equals(ADA) ? Optional.of(person(isRevealed)) : Optional.empty();
    }

    @Override
    public Creation create(String email, Map<String, String> fields, Locale language) {
        done.add("create " + email + " " + fields);
        return creation;
    }

    @Override
    public Invitation invite(String email, Locale language) {
        done.add("invite " + email);
        return invitation;
    }

    @Override
    public Optional<Profile> profile(UUID id) {
        return id.equals(ADA) ? Optional.of(new Profile("v1", name, Map.of("name", name))) : Optional.empty();
    }

    @Override
    public Description describe(UUID id, String version, Map<String, String> fields) {
        done.add("describe " + version + " " + fields.get("name"));
        return description;
    }

    @Override
    public Outcome perform(UUID id, Action action) {
        done.add(action.name());
        return id.equals(ADA) ? outcome : new Outcome.NotThere();
    }

    @Override
    public Outcome withdrawAccess(UUID id, String clientId) {
        done.add("withdraw " + clientId);
        return outcome;
    }

    SessionSummary session() {
        return new SessionSummary(SID, ADA, name, "a•••@e•••.com", "Chrome on Android", "192.0.•••", THEN, THEN, true);
    }

    private Person person(boolean isRevealed) {
        return new Person(
                ADA,
                name,
                isRevealed ? "ada@example.com" : "a•••@e•••.com",
                false,
                status,
                reach,
                isRevealed,
                Map.of("phone_number", isRevealed ? "+44 20 7946 0000" : "•••0000", "custom", "x"),
                THEN,
                hasToUseSecondFactor,
                List.of("auditor"),
                List.of(new AuthenticatorSummary("totp", "My phone", THEN, null)),
                List.of(session(), session()),
                List.of(new ApplicationSummary("books", "Northwind Books", List.of("openid", "profile"), THEN)),
                List.of(new ActivityEntry(THEN, "session.started", true, "books", "192.0.•••")));
    }
}
