package dev.signet.idp.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.outbox.Courier;
import dev.signet.idp.outbox.Delivery;
import dev.signet.idp.outbox.Retries;
import dev.signet.idp.settings.IdpProperties;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import tools.jackson.databind.json.JsonMapper;

class DevelopmentMailboxTests {

    private static final String LOCAL = "http://localhost:9000";

    private final JsonMapper json = new JsonMapper();
    private final MailProperties settings = new MailProperties(null, "Signet", 10, Duration.ofHours(24));

    @Test
    void showsWhatWasNotSentToWhoeverIsOnThisMachine() {
        var mailbox = new DevelopmentMailbox(idp(LOCAL), new MockEnvironment());

        assertThat(deliver(mailbox, "recovery")).isInstanceOf(Courier.Outcome.Delivered.class);

        assertThat(open(mailbox, from("127.0.0.1", "localhost")))
                .hasStatusOk()
                .hasViewName("mail/mailbox")
                .model()
                .extracting("mails")
                .asInstanceOf(InstanceOfAssertFactories.list(RenderedMail.class))
                .singleElement()
                .satisfies(it -> assertThat(it.subject()).isEqualTo("Choose a new password"));
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7, localhost", "127.0.0.1, rebound.example.com", "2001:db8::1, localhost"})
    void isNotThereForOthers(String address, String host) {
        var mailbox = new DevelopmentMailbox(idp(LOCAL), new MockEnvironment());

        assertThat(open(mailbox, from(address, host))).hasStatus(404);
    }

    @Test
    void isNotThereBehindAProxyOnTheSameMachine() {
        var mailbox = new DevelopmentMailbox(idp(LOCAL), new MockEnvironment());

        assertThat(open(mailbox, request -> {
                    request.addHeader("X-Forwarded-For", "203.0.113.7");
                    return from("127.0.0.1", "localhost").postProcessRequest(request);
                }))
                .hasStatus(404);
    }

    @Test
    void isNotThereWithAnSmtpServerOrInProductionOrUnderARealName() {
        var production = new MockEnvironment();
        production.setActiveProfiles("prod");

        for (var closed : List.of(
                new DevelopmentMailbox(
                        idp(LOCAL), new MockEnvironment().withProperty("spring.mail.host", "smtp.example.com")),
                new DevelopmentMailbox(idp(LOCAL), production),
                new DevelopmentMailbox(idp("https://id.example.com"), new MockEnvironment()))) {
            assertThat(deliver(closed, "recovery")).isInstanceOf(Courier.Outcome.Retry.class);
            assertThat(open(closed, from("127.0.0.1", "localhost"))).hasStatus(404);
            assertThat(new MailboxHint(closed, idp(LOCAL)).lines()).isEmpty();
        }
    }

    @Test
    void keepsTheLastFifty() {
        var mailbox = new DevelopmentMailbox(idp(LOCAL), new MockEnvironment());
        for (var i = 0; i < 60; i++) {
            deliver(mailbox, i == 59 ? "invitation" : "recovery");
        }

        assertThat(mailbox.mails()).hasSize(50);
        assertThat(mailbox.mails().getFirst().subject()).isEqualTo("You are invited to Signet");
    }

    private Courier.Outcome deliver(DevelopmentMailbox mailbox, String template) {
        var payload = new MailPayload(
                template,
                "ada@example.com",
                Locale.ENGLISH.toLanguageTag(),
                List.of(),
                Map.of(),
                URI.create(LOCAL + "/link?token=secret"),
                1800L,
                Instant.EPOCH);
        var courier = new DevelopmentCourier(
                mailbox,
                new MailRenderer(TestMessages.asShipped(), settings),
                json,
                new Retries(1, Duration.ofHours(1), Duration.ofSeconds(1), Duration.ofSeconds(1)),
                idp(LOCAL));
        return courier.deliver(
                new Delivery(UUID.randomUUID(), json.writeValueAsString(payload), null, null, 1, Instant.EPOCH));
    }

    private static MvcTestResult open(DevelopmentMailbox mailbox, RequestPostProcessor visitor) {
        return MockMvcTester.of(
                        List.of(new DevelopmentMailboxController(mailbox)),
                        it -> it.setViewResolvers((name, _) -> (model, request, response) -> {})
                                .build())
                .get()
                .uri(DevelopmentMailbox.PATH)
                .with(visitor)
                .exchange();
    }

    private static RequestPostProcessor from(String address, String host) {
        return request -> {
            request.setRemoteAddr(address);
            request.setServerName(host);
            return request;
        };
    }

    private static IdpProperties idp(String issuer) {
        return new IdpProperties(URI.create(issuer), Path.of("data"), Path.of("config"));
    }
}
