package dev.signet.idp.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.login.Tickets;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.AuthenticatorApp;
import dev.signet.idp.test.Browser;
import dev.signet.idp.test.Browser.Page;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;

/** The rules speak of paths and not of methods, so one GET of each path shows who gets through. */
@SignetTest
@DisplayName("Every path that a controller is mapped to")
class RouteRulesTests {

    /** Is 404 whoever asks: it is drawn for other requests. */
    private static final String ERROR_PAGE = "/error";

    /** Open to nobody's GET, which is answered by 405. */
    private static final Set<String> POST_ONLY = Set.of(
            "/oauth2/token",
            "/oauth2/introspect",
            "/oauth2/revoke",
            "/oauth2/par",
            "/oauth2/device_authorization",
            "/connect/register",
            "/login/provider/{provider}/logout",
            "/password/strength");

    private static final Pattern CHOICE = Pattern.compile("\\{\\w+:([^}]+)}");

    /** Not there with an SMTP server, which these tests have. */
    private static final String MAILBOX = "/dev/mailbox";

    @Autowired
    ApplicationContext application;

    @Autowired
    IdpProperties idp;

    Set<String> paths;

    @BeforeEach
    void mappings(@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers) {
        paths = controllers.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .flatMap(RouteRulesTests::choices)
                .filter(path -> !Set.of(ERROR_PAGE, MAILBOX).contains(path))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void isFound() {
        assertThat(paths)
                .contains("/login", "/account", "/admin/clients", "/userinfo", "/oauth2/token", "/oauth2/jwks");
    }

    @Test
    void isOpenToAnybodyIfItIsOnTheListOfPublicRoutesAndOtherwiseNot() {
        var listed = pathsThat(path -> Stream.of(PublicRoutes.PAGES, PublicRoutes.DOCUMENTS)
                .flatMap(Stream::of)
                .map(PathPatternParser.defaultInstance::parse)
                .anyMatch(it -> it.matches(PathContainer.parsePath(path))));
        listed.addAll(POST_ONLY);

        assertThat(pathsThat(this::letsAnybodyIn)).isEqualTo(listed);
    }

    @Test
    void hasARule() {
        var administrator = signedIn(Role.ADMINISTRATOR);

        assertThat(pathsThat(path ->
                        !leadsToOneThing(path) && get(administrator, path).status() == 404))
                .as("paths that nobody can reach: BrowserSecurity does not name them")
                .isEmpty();
    }

    @Test
    void isNotThereForPeopleWithoutARoleIfItIsTheConsoles() {
        var person = signedIn();

        assertThat(pathsThat(path -> (isOfTheConsole(path) || !leadsToOneThing(path))
                        && get(person, path).status() == 404))
                .isEqualTo(pathsThat(RouteRulesTests::isOfTheConsole))
                .isNotEmpty();
    }

    /** A path for each choice that a variable names: {@code {kind:one|other}} makes two. */
    private static Stream<String> choices(String path) {
        var variable = CHOICE.matcher(path);
        return variable.find()
                ? Stream.of(variable.group(1).split("\\|"))
                        .flatMap(choice -> choices(path.replace(variable.group(), choice)))
                : Stream.of(path);
    }

    private static boolean isOfTheConsole(String path) {
        return path.equals("/admin") || path.startsWith("/admin/");
    }

    /** Leads to one thing of somebody's, which is not there for whoever asks here. */
    private static boolean leadsToOneThing(String path) {
        return path.contains("{")
                || path.startsWith("/admin/clients/client") // the id is a parameter
                || path.startsWith("/admin/scopes/scope/"); // and so is the name
    }

    private boolean letsAnybodyIn(String path) {
        var answer = get(new Browser(idp.issuer()), path);
        return !Set.of(401, 404).contains(answer.status())
                && !answer.header("Location").startsWith("/login?" + Tickets.PARAMETER);
    }

    private Set<String> pathsThat(Predicate<String> condition) {
        return paths.stream().filter(condition).collect(Collectors.toCollection(TreeSet::new));
    }

    /** As it is, without following a redirect. */
    private Page get(Browser browser, String path) {
        var concrete = path.replaceAll("\\{[^}]*}", "x");
        var address = URI.create(idp.issuer() + concrete);
        return browser.send(HttpRequest.newBuilder(address).header("Accept", "text/html"));
    }

    private Browser signedIn(Role... roles) {
        var somebody = Persona.ada(application);
        List.of(roles).forEach(role -> application.getBean(Roles.class).grant(somebody.id(), role));
        var browser = new Browser(idp.issuer());
        somebody.signIn(browser, browser.open("/login"));
        if (roles.length > 0) {
            AuthenticatorApp.enrol(browser, Clock.systemUTC()); // the console wants a second factor
        }
        return browser;
    }
}
