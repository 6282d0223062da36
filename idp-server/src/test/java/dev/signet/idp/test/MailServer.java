package dev.signet.idp.test;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A real SMTP server in this process, and the mails that it took. */
public final class MailServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final ServerSetup setup;
    private GreenMail server;

    private MailServer(ServerSetup setup) {
        this.setup = setup;
        this.server = new GreenMail(setup);
    }

    /** One that takes everything, for all tests that share an application. */
    public static MailServer shared() {
        return Shared.INSTANCE;
    }

    /** One that is down until it is opened. */
    public static MailServer closed() {
        try (var socket = new ServerSocket(0)) {
            return new MailServer(new ServerSetup(socket.getLocalPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    public MailServer open() {
        server.start();
        return this;
    }

    @Override
    public void close() {
        server.stop();
    }

    public int port() {
        return setup.getPort();
    }

    /** The mails to {@code address} so far, the oldest first. */
    public List<Received> mailsTo(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(it -> address.equals(header(it, "To")))
                .map(Received::new)
                .toList();
    }

    /** The next mail to {@code address} after those {@code before} it. */
    public Received awaitMailTo(String address, int before) {
        await().atMost(PATIENCE).until(() -> mailsTo(address).size() > before);
        return mailsTo(address).get(before);
    }

    public Received awaitMailTo(String address) {
        return awaitMailTo(address, 0);
    }

    /** The first mail to {@code address} with {@code subject}. */
    public Received awaitMailTo(String address, String subject) {
        await().atMost(PATIENCE)
                .until(() ->
                        mailsTo(address).stream().anyMatch(it -> it.subject().equals(subject)));
        return mailsTo(address).stream()
                .filter(it -> it.subject().equals(subject))
                .toList()
                .getLast();
    }

    private static String header(MimeMessage message, String name) {
        try {
            return message.getHeader(name, null);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** A mail as it arrived. */
    public record Received(MimeMessage message) {

        public String subject() {
            try {
                return message.getSubject();
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }

        public String header(String name) {
            return MailServer.header(message, name);
        }

        public String text() {
            return part("text/plain");
        }

        public String html() {
            return part("text/html");
        }

        /** All of it as it came over the wire. */
        public String raw() {
            return GreenMailUtil.getWholeMessage(message);
        }

        /** What its button opens. */
        public URI link() {
            return LINK.matcher(text())
                    .results()
                    .map(it -> URI.create(it.group()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no link in: " + text()));
        }

        private String part(String type) {
            try {
                return find(message.getContent(), type);
            } catch (IOException | MessagingException e) {
                throw new AssertionError(e);
            }
        }

        private static String find(Object content, String type) throws IOException, MessagingException {
            if (content instanceof MimeMultipart parts) {
                for (var i = 0; i < parts.getCount(); i++) {
                    BodyPart part = parts.getBodyPart(i);
                    var found = part.isMimeType(type) ? (String) part.getContent() : find(part.getContent(), type);
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
            return "";
        }
    }

    private static final class Shared {

        static final MailServer INSTANCE = closed().open();

        private Shared() {}
    }
}
