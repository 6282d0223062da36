package dev.signet.idp.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.crypto.TestCrypto;
import dev.signet.idp.outbox.Courier;
import dev.signet.idp.outbox.DeliveryFilter;
import dev.signet.idp.outbox.DeliveryState;
import dev.signet.idp.outbox.ListedDelivery;
import dev.signet.idp.outbox.Retries;
import dev.signet.idp.outbox.TestOutbox;
import dev.signet.idp.test.MailServer;
import dev.signet.idp.test.TestClock;
import dev.signet.idp.test.TestDatabase;
import dev.signet.idp.test.Together;
import dev.signet.idp.user.EmailAddress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import tools.jackson.databind.json.JsonMapper;

class MailDeliveryTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final String ADA = "ada@example.com";
    private static final URI LINK = URI.create("https://id.example.com/link?token=hunter2");

    private final TestDatabase database = TestDatabase.migrated();
    private final TestClock clock = new TestClock(NOW);
    private final TestOutbox outbox = new TestOutbox(database, clock);
    private final MailServer server = MailServer.closed();
    private final MailProperties settings =
            new MailProperties("noreply@id.example.com", "Northwind", 3, Duration.ofHours(24));
    private final JsonMapper json = new JsonMapper();
    private final Mails mails = new Mails(
            outbox.outbox(),
            new MailRecipientRepository(database.jdbc()),
            settings,
            json,
            new SimpleMeterRegistry(),
            clock,
            TestCrypto.derivedKeys());

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void arrivesAsTextAndHtmlInTheReadersLanguage() {
        server.open();

        send(recovery(Locale.GERMANY));
        outbox.work(courier());

        var mail = server.mailsTo(ADA).getFirst();
        assertThat(mail.subject()).isEqualTo("Wählen Sie ein neues Passwort");
        assertThat(mail.text()).contains(LINK.toString(), "30 Minuten", "Kontos bei Northwind");
        assertThat(mail.html()).contains("lang=\"de-DE\"", LINK.toString(), "30 Minuten");
        assertThat(mail.header("Content-Language")).isEqualTo("de-DE");
    }

    @Test
    void saysWhoSentItAndThatNobodyReadsAnswers() {
        server.open();
        send(recovery(Locale.ENGLISH));
        outbox.work(courier());

        var mail = server.mailsTo(ADA).getFirst();

        assertThat(mail.header("From")).isEqualTo("Northwind <noreply@id.example.com>");
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(mail.header("Message-ID"))
                .isEqualTo("<" + deliveries().getFirst().id() + "@id.example.com>");
    }

    @Test
    void waitsForAServerThatIsDownAndThenArrivesOnce() {
        send(recovery(Locale.ENGLISH));
        outbox.work(courier());
        assertThat(deliveries().getFirst().lastError()).startsWith("the SMTP server could not be reached");

        server.open();
        outbox.work(courier());
        assertThat(server.mailsTo(ADA)).isEmpty(); // not due yet
        clock.advance(Duration.ofSeconds(20));
        outbox.work(courier());
        clock.advance(Duration.ofSeconds(20));
        outbox.work(courier());

        assertThat(server.mailsTo(ADA)).hasSize(1);
        assertThat(deliveries()).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(DeliveryState.DELIVERED);
            assertThat(it.attempts()).isEqualTo(2);
        });
    }

    @Test
    void isTakenOverFromANodeThatDiedAndArrivesOnce() {
        server.open();
        send(recovery(Locale.ENGLISH));
        outbox.die(Mails.KIND);

        outbox.work(courier());
        assertThat(server.mailsTo(ADA)).isEmpty();
        clock.advance(Courier.LEASE);
        outbox.work(courier());
        outbox.work(courier());

        assertThat(server.mailsTo(ADA)).hasSize(1);
    }

    @Test
    void isGivenUpWhenTheServerRefusesTheAddressForGood() throws Exception {
        try (var strict = new ScriptedSmtpServer("550 5.1.1 no such user")) {
            send(recovery(Locale.ENGLISH));
            outbox.work(courier(strict.port()));
        }

        assertThat(deliveries()).singleElement().satisfies(it -> {
            assertThat(it.state()).isEqualTo(DeliveryState.FAILED);
            assertThat(it.lastError()).isEqualTo("the SMTP server replied 550");
        });
    }

    @Test
    void isTriedAgainWhenTheServerIsBusyOrWeAreSetUpWrong() throws Exception {
        for (var reply : List.of("451 4.7.1 greylisted", "530 5.7.0 must issue STARTTLS first")) {
            clock.advance(Duration.ofSeconds(1)); // so that the latest is the first of the list
            try (var busy = new ScriptedSmtpServer(reply)) {
                send(recovery(Locale.ENGLISH));
                outbox.work(courier(busy.port()));
            }
            assertThat(deliveries().getFirst().state()).as(reply).isEqualTo(DeliveryState.PENDING);
            assertThat(deliveries().getFirst().lastError()).endsWith("replied " + reply.substring(0, 3));
        }
    }

    @Test
    void isNotSentOnceItsLinkHasExpired() {
        server.open();
        send(recovery(Locale.ENGLISH));
        clock.advance(Duration.ofMinutes(30));

        outbox.work(courier());

        assertThat(server.mailsTo(ADA)).isEmpty();
    }

    @Test
    void cannotBeMadeToCarryAnotherHeader() {
        server.open();
        send(Mail.askedFor("test-only", new EmailAddress(ADA), Locale.ENGLISH)
                .words("x\r\nBcc: eve@example.com\r\n\r\nBuy this"));
        outbox.work(courier());

        var mail = server.mailsTo(ADA).getFirst();

        assertThat(mail.header("Bcc")).isNull();
        assertThat(mail.subject()).isEqualTo("Hello x Bcc: eve@example.com Buy this");
        assertThat(mail.html()).contains("&lt;b&gt;").doesNotContain("<b>");
        assertThat(server.mailsTo("eve@example.com")).isEmpty();
    }

    @Test
    void theDatabaseNeitherShowsTheLinkNorTheAddress() {
        send(recovery(Locale.ENGLISH));

        var rows = database.owner().sql("""
                        SELECT (SELECT string_agg(delivery::text || encode(payload, 'escape'), ' ') FROM delivery)
                            || (SELECT string_agg(mail_recipient::text, ' ') FROM mail_recipient)
                        """).query(String.class).single();

        assertThat(rows).doesNotContain("hunter2", ADA, "example.com");
    }

    @Test
    void oneAddressGetsItsShareAndNoMoreHoweverItIsWritten() throws Exception {
        var sent = Together.run(12, () -> send(recovery(Locale.ENGLISH)));
        assertThat(sent.stream().filter(it -> it)).hasSize(3);
        assertThat(send(Mail.askedFor("recovery", new EmailAddress("ADA@Example.com"), Locale.ENGLISH)))
                .isFalse();
        assertThat(send(Mail.askedFor("recovery", new EmailAddress("bob@example.com"), Locale.ENGLISH)))
                .isTrue();

        clock.advance(Duration.ofHours(1));
        assertThat(send(recovery(Locale.ENGLISH))).isTrue();
        assertThat(deliveries()).hasSize(5);
    }

    @Test
    void nobodyUsesUpTheShareOfNoticesNorOneNoticeThatOfAnother() {
        for (var i = 0; i < 4; i++) {
            send(recovery(Locale.ENGLISH));
        }

        for (var i = 0; i < 3; i++) {
            assertThat(send(notice("password-changed"))).isTrue();
        }
        assertThat(send(notice("password-changed"))).isFalse();
        assertThat(send(notice("email-changed").link(LINK, Duration.ofDays(7)))).isTrue();
    }

    private static Mail notice(String template) {
        return new Mail(
                template,
                new EmailAddress(ADA),
                Locale.ENGLISH,
                Mail.Occasion.NOTICE,
                List.of(),
                Map.of(),
                null,
                null,
                null);
    }

    private static Mail recovery(Locale locale) {
        return Mail.askedFor("recovery", new EmailAddress(ADA), locale).link(LINK, Duration.ofMinutes(30));
    }

    private boolean send(Mail mail) {
        return Boolean.TRUE.equals(database.transactions().execute(_ -> mails.send(mail)));
    }

    private List<ListedDelivery> deliveries() {
        return outbox.outbox().list(DeliveryFilter.ofKind(Mails.KIND), 50);
    }

    private Courier courier() {
        return courier(server.port());
    }

    private Courier courier(int port) {
        var smtp = new JavaMailSenderImpl();
        smtp.setHost("127.0.0.1");
        smtp.setPort(port);
        smtp.getJavaMailProperties().put("mail.smtp.timeout", "5000");
        return new SmtpCourier(
                smtp,
                new MailRenderer(TestMessages.withTestOnly(), settings),
                json,
                new Retries(10, Duration.ofHours(24), Duration.ofSeconds(20), Duration.ofHours(1)),
                "noreply@id.example.com",
                settings.name());
    }
}
