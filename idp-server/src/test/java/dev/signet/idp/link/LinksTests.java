package dev.signet.idp.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.crypto.TestCrypto;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.AccountId;
import dev.signet.idp.user.EmailAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LinksTests {

    private static final String PURPOSE = "/recovery/complete";
    private static final EmailAddress EMAIL = new EmailAddress("ada@example.com");

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final MailedLinkRepository repository = new MailedLinkRepository(database.jdbc());
    private final Links links = new Links(
            repository,
            TestCrypto.vault(database.jdbc()),
            new JsonMapper(),
            new IdpProperties(URI.create("http://localhost:9000"), Path.of("data"), Path.of("config")),
            clock,
            TestCrypto.derivedKeys());
    private final AccountId ada = AccountId.random();

    @BeforeEach
    void account() {
        database.jdbc().sql("""
                INSERT INTO user_account (id, email, email_verified, status, claims, created_at, updated_at)
                VALUES (:id, 'ada@example.com', true, 'active', '{}', now(), now())
                """).param("id", ada.value()).update();
    }

    @Test
    void leadsToItsPageAndKnowsWhatItIsFor() {
        var link = issue(ada, EMAIL);

        assertThat(link.toString()).startsWith("http://localhost:9000/recovery/complete?token=");
        assertThat(links.find(PURPOSE, secret(link)))
                .contains(new MailedLink(EMAIL, ada, Map.of("ticket", "sealed-ticket")));
    }

    @Test
    void lookingDoesNotUseItUp() {
        var secret = secret(issue(ada, EMAIL));

        links.find(PURPOSE, secret);
        links.find(PURPOSE, secret);

        assertThat(links.use(PURPOSE, secret)).isPresent();
        assertThat(links.find(PURPOSE, secret)).isEmpty();
        assertThat(links.use(PURPOSE, secret)).isEmpty();
    }

    @Test
    void ofTenAtOnceOneUsesIt() throws Exception {
        var secret = secret(issue(ada, EMAIL));

        var uses = Together.run(10, () -> links.use(PURPOSE, secret));

        assertThat(uses.stream().flatMap(Optional::stream)).hasSize(1);
    }

    @Test
    void isNothingAfterItsTimeOrForAnotherPurposeOrWithAnotherSecret() {
        var secret = secret(issue(ada, EMAIL));
        assertThat(links.use("/registration/complete", secret)).isEmpty();
        assertThat(links.use(PURPOSE, secret + "x")).isEmpty();
        assertThat(links.use(PURPOSE, "")).isEmpty();

        clock.advance(Duration.ofMinutes(30));

        assertThat(links.find(PURPOSE, secret)).isEmpty();
        assertThat(links.use(PURPOSE, secret)).isEmpty();
    }

    @Test
    void aNewOneEndsTheOneBeforeItInWhateverSpellingButNoOther() {
        var first = secret(issue(ada, EMAIL));
        var elsewhere = secret(issue(ada, new EmailAddress("ada@example.org")));
        var nobodys = secret(issue(null, EMAIL));

        var second = secret(issue(ada, new EmailAddress("ADA@Example.com")));

        assertThat(links.find(PURPOSE, first)).isEmpty();
        assertThat(links.find(PURPOSE, second)).isPresent();
        assertThat(links.find(PURPOSE, elsewhere)).isPresent();
        assertThat(links.find(PURPOSE, nobodys)).isPresent();
        links.use(PURPOSE, second);
        assertThat(links.find(PURPOSE, secret(issue(ada, EMAIL)))).isPresent();
    }

    @Test
    void oneOfManyStandsBesideTheOthersAndEndsWithThem() {
        var one = secret(links.issue(oneOfMany()));
        var other = secret(links.issue(oneOfMany()));

        assertThat(links.find(PURPOSE, one)).isPresent();
        assertThat(links.use(PURPOSE, other)).isPresent();
        assertThat(links.use(PURPOSE, other)).isEmpty();
        assertThat(links.revokeAll(ada, PURPOSE)).isOne();
        assertThat(links.find(PURPOSE, one)).isEmpty();
    }

    @Test
    void allOfAnAccountEndTogether() {
        var link = secret(issue(ada, EMAIL));
        var other = secret(issue(null, EMAIL));

        assertThat(links.revokeAll(ada)).isOne();

        assertThat(links.find(PURPOSE, link)).isEmpty();
        assertThat(links.find(PURPOSE, other)).isPresent();
        assertThat(links.isOut(PURPOSE, ada, EMAIL)).isFalse();
    }

    @Test
    void theDatabaseShowsNeitherSecretNorAddress() {
        var secret = secret(issue(ada, EMAIL));

        assertThat(database.owner()
                        .sql("SELECT string_agg(mailed_link::text || encode(data, 'escape'), ' ') FROM mailed_link")
                        .query(String.class)
                        .single())
                .doesNotContain(secret, EMAIL.value(), "sealed-ticket");
    }

    @Test
    void expiredOnesAreSwept() {
        issue(ada, EMAIL);
        clock.advance(Duration.ofMinutes(31));

        assertThat(new ExpiredLinks()
                        .expiredMailedLinks(repository, clock)
                        .deletion()
                        .delete(10))
                .isOne();
    }

    private URI issue(@Nullable AccountId account, EmailAddress address) {
        return links.issue(
                new NewLink(PURPOSE, address, account, Map.of("ticket", "sealed-ticket"), Duration.ofMinutes(30)));
    }

    private static String secret(URI link) {
        return link.getQuery().substring("token=".length());
    }

    private NewLink oneOfMany() {
        return new NewLink(PURPOSE, EMAIL, ada, Map.of(), Duration.ofMinutes(30), true);
    }
}
