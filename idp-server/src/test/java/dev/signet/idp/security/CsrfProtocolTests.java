package dev.signet.idp.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Made from the mappings of the running application, so a form that is added is asked too. */
@SignetTest
@DisplayName("A form that comes without its token")
class CsrfProtocolTests {

    /**
     * What other sites may post: a request of a relying party, which does nothing without the person, and what carries
     * credentials of its own in place of a cookie, or the word of another
     * provider: its answer to a question of this browser, and that somebody is signed out there.
     */
    private static final Set<String> POSTED_BY_OTHERS = Set.of(
            "/oauth2/authorize",
            "/connect/logout",
            "/oauth2/token",
            "/oauth2/introspect",
            "/oauth2/revoke",
            "/oauth2/par",
            "/oauth2/device_authorization",
            "/connect/register",
            "/userinfo",
            "/login/provider/{provider}/callback",
            "/login/provider/{provider}/logout");

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    @Autowired
    JdbcClient jdbc;

    Set<String> posted;
    Persona ada;

    @BeforeEach
    void mappings(@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers) {
        posted = controllers.getHandlerMethods().keySet().stream()
                .filter(CsrfProtocolTests::takesPosts)
                .flatMap(it -> it.getPatternValues().stream())
                .filter(it -> !it.startsWith("/api/")) // reads no cookie, see AdminApiAccessProtocolTests
                .collect(Collectors.toCollection(TreeSet::new));
        ada = Persona.ada(application);
    }

    @Test
    void isFound() {
        assertThat(posted).contains("/login", "/account", "/recovery/factors", "/account/sessions/end-others");
    }

    @Test
    void isRefusedWithNobodySignedIn() {
        assertThat(pathsThat(path -> post(new Browser(idp.issuer()), path).status() != 403))
                .isEqualTo(POSTED_BY_OTHERS);
    }

    @Test
    void isRefusedInTheBrowserOfWhoeverMayDoItAndChangesNothing() {
        application.getBean(Roles.class).grant(ada.id(), Role.ADMINISTRATOR);
        var browser = new Browser(idp.issuer());
        ada.signIn(browser, browser.open("/login"));
        AuthenticatorApp.enrol(browser, Clock.systemUTC());
        var before = traces();
        var mails = deliveries();

        assertThat(pathsThat(path ->
                        !POSTED_BY_OTHERS.contains(path) && post(browser, path).status() != 403))
                .isEmpty();

        assertThat(traces()).as("lines in the audit trail").isEqualTo(before);
        assertThat(deliveries()).as("mails, sent or not").isEqualTo(mails);
        assertThat(browser.open("/account").address().getPath())
                .as("still signed in")
                .isEqualTo("/account");
    }

    private static boolean takesPosts(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods();
        return methods.isEmpty() || methods.contains(RequestMethod.POST);
    }

    private Set<String> pathsThat(Predicate<String> condition) {
        return posted.stream().filter(condition).collect(Collectors.toCollection(TreeSet::new));
    }

    private Browser.Page post(Browser browser, String path) {
        var concrete = path.replaceAll("\\{[^}]*}", "x");
        return browser.send(HttpRequest.newBuilder(URI.create(idp.issuer() + concrete))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("email=mallory%40example.com&password=" + "x".repeat(20))));
    }

    /** Every change of something of hers leaves a line. */
    private int deliveries() {
        return jdbc.sql("SELECT count(*) FROM delivery WHERE account_id = :account")
                .param("account", ada.id().value())
                .query(Integer.class)
                .single();
    }

    private int traces() {
        return jdbc.sql("SELECT count(*) FROM audit_event WHERE subject_id = :account OR actor_id = :account")
                .param("account", ada.id().value())
                .query(Integer.class)
                .single();
    }
}
