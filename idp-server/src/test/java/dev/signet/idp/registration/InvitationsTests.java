package dev.signet.idp.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.LeanApplication;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class InvitationsTests {

    @Test
    void areNotMadeWhereNobodyCouldAcceptThem() {
        try (var application = LeanApplication.start()) {
            assertThat(application.bean(Invitations.class).invite("grace@example.com", Locale.ENGLISH, null))
                    .isEqualTo(Invitations.Outcome.NOT_TAKEN);
        }
    }

    @Test
    void waitInTheOutboxForAServerThatSendsThem() {
        try (var application = LeanApplication.start("--idp.registration.mode=invitation")) {
            var invitations = application.bean(Invitations.class);

            assertThat(invitations.invite("grace@example.com", Locale.ENGLISH, null))
                    .isEqualTo(Invitations.Outcome.INVITED);

            assertThat(application
                            .sql()
                            .sql("SELECT kind || ' ' || state FROM delivery")
                            .query(String.class)
                            .single())
                    .isEqualTo("mail pending");
            assertThat(application.auditedActions()).contains("invitation.sent");
        }
    }

    @Test
    void oneTooManyLeavesTheLastOneAsItWas() {
        try (var application = LeanApplication.start("--idp.registration.mode=open", "--idp.mail.most-per-hour=1")) {
            var invitations = application.bean(Invitations.class);
            invitations.invite("grace@example.com", Locale.ENGLISH, null);
            var before = link(application);

            assertThat(invitations.invite("grace@example.com", Locale.ENGLISH, null))
                    .isEqualTo(Invitations.Outcome.TOO_MANY_MAILS);

            assertThat(link(application)).isEqualTo(before);
        }
    }

    private static String link(LeanApplication application) {
        return application
                .sql()
                .sql("SELECT encode(token_hash, 'hex') FROM mailed_link")
                .query(String.class)
                .single();
    }
}
