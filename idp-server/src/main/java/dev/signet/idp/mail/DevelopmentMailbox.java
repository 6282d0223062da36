package dev.signet.idp.mail;

import dev.signet.idp.settings.IdpProperties;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Mails of somebody who tries Signet out and has no SMTP server: the last few, in memory.
 *
 * <p>Whoever can read it can take over accounts. So it is open only where nobody else can be: without an SMTP server,
 * outside the profile {@code prod}, and with an issuer on a loopback host, which no other machine can use.
 */
@Component
class DevelopmentMailbox {

    static final String PATH = "/dev/mailbox";

    private static final int MOST = 50;

    private final Deque<RenderedMail> mails = new ArrayDeque<>();
    private final boolean open;

    DevelopmentMailbox(IdpProperties idp, Environment environment) {
        this.open = !environment.containsProperty("spring.mail.host")
                && !environment.acceptsProfiles(Profiles.of("prod"))
                && idp.isLocal();
    }

    boolean isOpen() {
        return open;
    }

    synchronized void put(RenderedMail mail) {
        if (mails.size() == MOST) {
            mails.removeLast();
        }
        mails.addFirst(mail);
    }

    /** The latest first. */
    synchronized List<RenderedMail> mails() {
        return List.copyOf(mails);
    }
}
