package dev.signet.idp.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.audit.RequestOrigin;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.AccountId;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DevicesTests {

    private static final TestDatabase DATABASE = TestDatabase.migrated();
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String ANDROID =
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Mobile Safari/537.36";

    private final TestClock clock = new TestClock(NOW);
    private final DeviceProperties properties = new DeviceProperties(Duration.ofDays(30), Duration.ofDays(365));
    private final List<Object> events = new CopyOnWriteArrayList<>();
    private final Devices devices =
            new Devices(new DeviceRepository(DATABASE.jdbc()), new UserAgents(), properties, events::add, clock);

    private final RequestOrigin.Scope origin = new RequestOrigin("k3f9-q2td", "192.0.2.7", ANDROID).bind();
    private final AccountId ada = account();
    private final AccountId bob = account();

    @AfterEach
    void end() {
        origin.close();
        DATABASE.jdbc().sql("DELETE FROM device").update();
    }

    /** A browser: it sends back the cookie that it was given last. */
    final class Browser {

        private String cookie = "";

        Devices.Seen signIn(AccountId account) {
            var response = new MockHttpServletResponse();
            var seen = devices.seen(account, request(), response);
            keep(response);
            return seen;
        }

        void remember(AccountId account) {
            var response = new MockHttpServletResponse();
            devices.remember(account, request(), response);
            keep(response);
        }

        boolean isKnownTo(AccountId account) {
            return devices.isKnown(account, request());
        }

        boolean isRememberedBy(AccountId account) {
            return devices.isRemembered(account, request());
        }

        MockHttpServletRequest request() {
            var request = new MockHttpServletRequest();
            if (!cookie.isEmpty()) {
                request.setCookies(new Cookie(DeviceCookie.NAME, cookie));
            }
            return request;
        }

        void keep(MockHttpServletResponse response) {
            cookie = Objects.requireNonNull(response.getCookie(DeviceCookie.NAME))
                    .getValue();
        }
    }

    @Test
    void isKnownAfterASignInAndToThatAccountOnly() {
        var browser = new Browser();
        assertThat(browser.isKnownTo(ada)).isFalse();

        assertThat(browser.signIn(ada).isNew()).isTrue();

        assertThat(browser.isKnownTo(ada)).isTrue();
        assertThat(browser.isKnownTo(bob)).isFalse();
        assertThat(new Browser().isKnownTo(ada)).isFalse();
    }

    @Test
    void isNewOnceAndSaysWhetherItIsTheAccountsFirst() {
        var phone = new Browser();
        var laptop = new Browser();
        var first = phone.signIn(ada);
        var again = phone.signIn(ada);
        var second = laptop.signIn(ada);

        assertThat(again).isEqualTo(new Devices.Seen(first.id(), false));
        var android = new UserAgent("Chrome", "Android");
        assertThat(events)
                .containsExactly(
                        new NewDevice(ada, first.id(), android, true), new NewDevice(ada, second.id(), android, false));
    }

    @Test
    void isOneBrowserForSeveralAccounts() {
        var browser = new Browser();
        browser.signIn(ada);
        var cookie = browser.cookie;

        assertThat(browser.signIn(bob).isNew()).isTrue();

        assertThat(browser.cookie).isEqualTo(cookie);
        assertThat(browser.isKnownTo(ada)).isTrue();
        assertThat(browser.isKnownTo(bob)).isTrue();
    }

    @Test
    void givesTheBrowserACookieThatOnlyThisHostGetsAndOnlyItsHashIsKept() {
        var response = new MockHttpServletResponse();
        devices.seen(ada, new MockHttpServletRequest(), response);

        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("__Host-signet-device=")
                .contains("; Path=/;", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Max-Age=31536000;")
                .doesNotContain("Domain");
        var value =
                Objects.requireNonNull(response.getCookie(DeviceCookie.NAME)).getValue();
        assertThat(value).hasSize(43);
        assertThat(DATABASE.jdbc()
                        .sql("SELECT CAST(to_jsonb(device) AS text) FROM device")
                        .query(String.class)
                        .single())
                .doesNotContain(value);
    }

    @Test
    void setsOneCookieEvenIfASignInAsksTwice() {
        var request = new MockHttpServletRequest();
        var response = new MockHttpServletResponse();
        var seen = devices.seen(ada, request, response);
        devices.remember(ada, request, response);

        assertThat(devices.list(ada)).extracting(Device::id).containsExactly(seen.id());
        var cookies = response.getHeaders("Set-Cookie");
        assertThat(cookies).hasSize(2);
        assertThat(cookies.stream().map(it -> it.split(";", 2)[0]).distinct())
                .as("values; when they end is told anew each time")
                .hasSize(1);
        assertThat(devices.isRemembered(ada, request)).isTrue();
    }

    @Test
    void paysNoAttentionToACookieThatSomebodyMadeUp() {
        var browser = new Browser();
        for (var value : List.of("x", "' OR true --", "A".repeat(43), "A".repeat(100_000))) {
            browser.cookie = value;
            assertThat(browser.isKnownTo(ada)).as(value.substring(0, 1)).isFalse();
        }
    }

    @Test
    void isRememberedForItsTimeAndByWhoAskedForIt() {
        var browser = new Browser();
        browser.signIn(ada);
        browser.signIn(bob);
        assertThat(browser.isRememberedBy(ada)).isFalse();

        browser.remember(ada);

        assertThat(browser.isRememberedBy(ada)).isTrue();
        assertThat(browser.isRememberedBy(bob)).isFalse();
        assertThat(events).last().isInstanceOf(DeviceRemembered.class);

        clock.advance(Duration.ofDays(29));
        browser.signIn(ada);
        assertThat(browser.isRememberedBy(ada)).isTrue();
        clock.advance(Duration.ofDays(1));
        assertThat(browser.isRememberedBy(ada))
                .as("a sign-in does not make it longer")
                .isFalse();
        assertThat(browser.isKnownTo(ada)).isTrue();
    }

    @Test
    void showsWhatItsOwnerNeedsToKnowIt() {
        var phone = new Browser();
        phone.signIn(ada);
        clock.advance(Duration.ofHours(1));
        var laptop = new Browser();
        var last = laptop.signIn(ada);

        assertThat(devices.list(bob)).isEmpty();
        assertThat(devices.list(ada)).hasSize(2);
        var device = devices.list(ada).getFirst();
        assertThat(device.id()).isEqualTo(last.id());
        assertThat(device.label()).isEqualTo("Chrome on Android");
        assertThat(device.lastAddress()).isEqualTo("192.0.2.7");
        assertThat(device.firstSeen()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(device.rememberedUntil()).isNull();
        assertThat(devices.find(ada, laptop.request())).contains(device);
    }

    @Nested
    class GivenARememberedBrowser {

        final Browser browser = new Browser();
        final Devices.Seen device = browser.signIn(ada);

        GivenARememberedBrowser() {
            browser.remember(ada);
            events.clear();
        }

        @Test
        void whenItsOwnerForgetsIt_thenItIsNewAgain() {
            assertThat(devices.forget(ada, device.id())).isTrue();

            assertThat(browser.isKnownTo(ada)).isFalse();
            assertThat(browser.isRememberedBy(ada)).isFalse();
            assertThat(events).containsExactly(new DeviceForgotten(ada, device.id()));
            assertThat(devices.forget(ada, device.id())).isFalse();
            assertThat(browser.signIn(ada).isNew()).isTrue();
            assertThat(browser.isRememberedBy(ada)).isFalse();
        }

        @Test
        void whenSomebodyElseForgetsIt_thenNothingHappens() {
            assertThat(devices.forget(bob, device.id())).isFalse();

            assertThat(browser.isRememberedBy(ada)).isTrue();
            assertThat(events).isEmpty();
        }

        @Test
        void whenAllAreForgotten_thenOthersKeepTheirs() {
            new Browser().signIn(ada);
            browser.signIn(bob);

            assertThat(devices.forgetAll(ada)).isEqualTo(2);

            assertThat(browser.isKnownTo(ada)).isFalse();
            assertThat(browser.isKnownTo(bob)).isTrue();
            assertThat(events).last().isEqualTo(new AllDevicesForgotten(ada, 2));
            assertThat(devices.forgetAll(ada)).isZero();
        }

        @Test
        void whenItIsNotSeenForAYear_thenItIsSwept() {
            clock.advance(Duration.ofDays(364));
            assertThat(devices.deleteUnseen(10)).isZero();
            assertThat(browser.isKnownTo(ada)).isTrue();

            clock.advance(Duration.ofDays(1));
            assertThat(browser.isKnownTo(ada)).isFalse();
            assertThat(devices.list(ada)).isEmpty();
            assertThat(devices.deleteUnseen(10)).isOne();
        }
    }

    @Test
    void keepsTheFiftyThatWereSeenLast() {
        var first = new Browser();
        first.signIn(ada);
        new Browser().signIn(bob);
        for (var i = 0; i < Devices.MOST_PER_ACCOUNT; i++) {
            clock.advance(Duration.ofMinutes(1));
            new Browser().signIn(ada);
        }

        assertThat(devices.list(ada)).hasSize(Devices.MOST_PER_ACCOUNT);
        assertThat(first.isKnownTo(ada)).isFalse();
        assertThat(devices.list(bob)).hasSize(1);
    }

    @Test
    void isNewOnceEvenIfItSignsInTwiceAtOnce() throws Exception {
        var browser = new Browser();
        browser.signIn(bob);
        events.clear();

        var seen = Together.run(8, () -> devices.seen(ada, browser.request(), new MockHttpServletResponse()));

        assertThat(seen).filteredOn(Devices.Seen::isNew).hasSize(1);
        assertThat(seen)
                .extracting(Devices.Seen::id)
                .containsOnly(seen.getFirst().id());
        assertThat(events).hasSize(1);
    }

    private AccountId account() {
        var id = AccountId.random();
        DATABASE.jdbc()
                .sql("""
                INSERT INTO user_account (id, email, email_verified, status, claims, created_at, updated_at)
                VALUES (:id, :email, true, 'active', '{}', now(), now())
                """)
                .param("id", id.value())
                .param("email", id + "@example.com")
                .update();
        return id;
    }
}
