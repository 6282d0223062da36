package dev.signet.idp.admin;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Persona;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.ApplicationContext;

/** People in front of the console, over HTTP. */
public final class Visitors {

    private final ApplicationContext application;

    public Visitors(ApplicationContext application) {
        this.application = application;
    }

    /** Somebody who is signed in with a second factor. */
    public record Visitor(Persona persona, Browser browser) {

        public Browser.Page post(String path, Map<String, String> fields) {
            var token = browser.open("/account")
                    .html()
                    .expectFirst("input[name=_csrf]")
                    .val();
            var all = new TreeMap<>(fields);
            all.put("_csrf", token);
            return browser.post(path, all);
        }
    }

    public Visitor with(Role... held) {
        var somebody = Persona.ada(application);
        var browser = new Browser(application.getBean(IdpProperties.class).issuer());
        somebody.signIn(browser, browser.open("/login"));
        for (var role : held) {
            application.getBean(Roles.class).grant(somebody.id(), role);
        }
        AuthenticatorApp.enrol(browser, Clock.systemUTC());
        return new Visitor(somebody, browser);
    }

    /** What is the same in every answer of its kind: the status, and the body without the id of the request. */
    public static String plain(Browser.Page page) {
        return page.status() + "\n" + page.body().replace(page.header("X-Request-Id"), "");
    }
}
