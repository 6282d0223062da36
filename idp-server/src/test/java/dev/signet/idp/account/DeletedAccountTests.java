package dev.signet.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.RelyingParty;
import dev.signet.idp.test.SignetTest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@SignetTest
@DisplayName("An account that its owner deleted")
class DeletedAccountTests {

    @Autowired
    ApplicationContext context;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    Persona ada;
    Browser browser;

    @BeforeEach
    void somebodyWhoUsedEverything() {
        ada = Persona.ada(context);
        browser = new Browser(idp.issuer());
        var shop = RelyingParty.shop(idp.issuer(), "openid email offline_access");
        shop.tokens(ada.signInTo(shop, browser));
        AuthenticatorApp.enrol(browser, Clock.systemUTC());
        browser.submit(browser.open("/account/email"), "main form[action$=email]", Map.of("email", "new@example.com"));
    }

    @Test
    void leavesItsNumberInRecordsAndNothingElse() {
        assertThat(tablesThatHold(ada.id().toString())).contains("user_account", "device", "authenticator", "consent");
        assertThat(tablesThatHold(ada.email())).contains("user_account", "user_identifier");

        browser.submit(browser.open("/account/data/delete"), Map.of("email", ada.email()));

        assertThat(tablesThatHold(ada.id().toString())).isSubsetOf("audit_event", "delivery");
        assertThat(tablesThatHold(ada.email())).isEmpty();
        assertThat(jdbc.sql("SELECT DISTINCT action FROM audit_event WHERE subject_id = :id")
                        .param("id", ada.id().value())
                        .query(String.class)
                        .list())
                .contains("account.created", "session.started", "grant.revoked", "session.ended", "account.deleted");
    }

    /** Every table of which a row has {@code text} in any column, as PostgreSQL would print it. */
    private List<String> tablesThatHold(String text) {
        return jdbc
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()")
                .query((row, _) -> row.getString("table_name"))
                .list()
                .stream()
                .filter(table -> jdbc.sql("SELECT EXISTS (SELECT 1 FROM %s AS t WHERE strpos(t::text, :text) > 0)"
                                .formatted(table))
                        .param("text", text)
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
