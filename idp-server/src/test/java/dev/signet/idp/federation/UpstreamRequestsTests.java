package dev.signet.idp.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.crypto.TestCrypto;
import dev.signet.idp.federation.UpstreamRequests.Answer;
import dev.signet.idp.link.SameBrowser;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("A sign-in under way at a provider")
class UpstreamRequestsTests {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(NOW);
    private final SameBrowser sameBrowser = new SameBrowser();
    private final UpstreamRequestRepository repository = new UpstreamRequestRepository(database.jdbc());
    private final UpstreamRequests requests = new UpstreamRequests(
            repository,
            sameBrowser,
            TestCrypto.vault(database.jdbc()),
            JsonMapper.builder().build(),
            clock);
    private final MockHttpServletRequest browser = new MockHttpServletRequest();

    String state = "";
    UpstreamRequest started = new UpstreamRequest("google", "", "", "", null, NOW, false, null);

    @BeforeEach
    void begin() {
        var response = new MockHttpServletResponse();
        var mark = sameBrowser.mark(browser, response);
        browser.setCookies(response.getCookies());
        started = new UpstreamRequest("google", mark, "nonce", "verifier", "ticket", NOW, true, null);
        state = requests.begin(started);
    }

    @Test
    void isFoundByTheAnswersState() {
        assertThat(requests.take("google", state, browser)).isEqualTo(new Answer.Expected(started));
    }

    @Test
    void isAnsweredOnceHoweverManyAnswersCome() throws Exception {
        var answers = Together.run(4, () -> requests.take("google", state, browser));

        assertThat(answers).containsOnlyOnce(new Answer.Expected(started));
        assertThat(answers.stream().filter(new Answer.Unexpected(Cause.REPLAYED)::equals))
                .hasSize(3);
    }

    @Test
    void isOverAfterAQuarterOfAnHour() {
        clock.advance(UpstreamRequests.LIFETIME);

        assertThat(requests.take("google", state, browser)).isEqualTo(new Answer.Unexpected(Cause.STATE_EXPIRED));
    }

    @Test
    void isUnknownToOtherBrowsersAndProvidersAndStaysGood() {
        var unknown = new Answer.Unexpected(Cause.STATE_UNKNOWN);

        assertThat(requests.take("google", state, new MockHttpServletRequest())).isEqualTo(unknown);
        assertThat(requests.take("github", state, browser)).isEqualTo(unknown);
        assertThat(requests.take("google", "another", browser)).isEqualTo(unknown);
        assertThat(requests.take("google", state, browser)).isEqualTo(new Answer.Expected(started));
    }

    @Test
    void isForgottenInTheEnd() {
        assertThat(repository.deleteExpired(NOW, 10)).isZero();
        assertThat(repository.deleteExpired(NOW.plus(Duration.ofHours(2)), 10)).isOne();
    }
}
