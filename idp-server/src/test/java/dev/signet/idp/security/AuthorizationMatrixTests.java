package dev.signet.idp.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Role;
import dev.signet.idp.access.Roles;
import dev.signet.idp.adminapi.AdminApiRoutes;
import dev.signet.idp.session.Factor;
import dev.signet.idp.session.Method;
import dev.signet.idp.session.SignedIn;
import dev.signet.idp.test.Persona;
import dev.signet.idp.test.SignetTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who gets past the rules to which handler, for every path and method that is mapped in the running application. The
 * table is a file: whoever adds a route sees in the difference whom it is open to, and so does whoever reviews it.
 */
@SignetTest
@DisplayName("The matrix of principals, routes and methods")
class AuthorizationMatrixTests {

    private static final Path GOLDEN = Path.of("src/test/resources/authorization-matrix.txt");
    private static final Path ACTUAL = Path.of("target/authorization-matrix.txt");
    private static final Pattern CHOICE = Pattern.compile("\\{\\w+:([^}]+)}");
    private static final List<String> METHODS =
            Stream.of(RequestMethod.values()).map(Enum::name).toList();

    @Autowired
    ApplicationContext application;

    @Autowired
    FilterChainProxy chains;

    @Autowired
    Clock clock;

    /** {@code GET /path}, in order. */
    Set<String> routes;

    Map<String, Authentication> principals;

    @BeforeEach
    void collect(@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers) {
        routes = controllers.getHandlerMethods().keySet().stream()
                .flatMap(AuthorizationMatrixTests::routes)
                .filter(it -> !it.contains(" /api/") || it.endsWith("/openapi.json")) // see AdminApiMatrixTests
                .collect(Collectors.toCollection(TreeSet::new));
        principals = new LinkedHashMap<>();
        principals.put(
                "anybody",
                new AnonymousAuthenticationToken("anonymous", "anonymous", AuthorityUtils.createAuthorityList("NONE")));
        principals.put("person", person(null));
        Stream.of(Role.values()).forEach(role -> principals.put(role.value(), person(role)));
    }

    @Test
    void isAsItWasReviewed() throws IOException {
        var lines = routes.stream().map(this::line).toList();
        Files.write(ACTUAL, lines);

        assertThat(lines)
                .as("if the difference is meant, copy %s to %s", ACTUAL, GOLDEN)
                .isEqualTo(Files.readAllLines(GOLDEN));
    }

    @Test
    void opensNothingOfTheConsoleByAnotherMethodThanTheOneThatIsMapped() {
        var paths = routes.stream()
                .map(it -> it.substring(it.indexOf(' ') + 1))
                .filter(it -> it.startsWith("/admin"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(paths).hasSizeGreaterThan(20);
        for (var path : paths) {
            var mapped = METHODS.stream()
                    .filter(it -> routes.contains(it + " " + path))
                    .toList();
            for (var method : METHODS) {
                if (!mapped.contains(method) && !method.equals("HEAD")) {
                    assertThat(passing(method, path)).as("%s %s", method, path).isEmpty();
                }
            }
        }
    }

    @Test
    void opensNothingThatNoRuleNames() {
        for (var path :
                List.of("/admin/anything", "/admin/people/1/anything", "/api/admin/v1/people", "/admin/people/")) {
            assertThat(passing("GET", path)).as(path).isEmpty();
            assertThat(passing("POST", path)).as(path).isEmpty();
        }
    }

    @Test
    void opensNoCallOfTheApiToWhoeverIsSignedInByACookie() {
        for (var rule : AdminApiRoutes.rules()) {
            assertThat(passing(rule.method().name(), rule.pattern()))
                    .as("%s %s", rule.method(), rule.pattern())
                    .isEmpty();
        }
    }

    @Test
    void opensNoFormOfTheConsoleToAnAuditor() {
        for (var route : routes) {
            if (route.startsWith("POST /admin")) {
                assertThat(passing("POST", route.substring(5)))
                        .as(route)
                        .doesNotContain("auditor", "person", "anybody");
            }
        }
    }

    private String line(String route) {
        var parts = route.split(" ", 2);
        var passing = passing(parts[0], parts[1]);
        var who = passing.size() == principals.size()
                ? "everybody"
                : passing.size() == principals.size() - 1 && !passing.contains("anybody")
                        ? "whoever is signed in"
                        : passing.isEmpty() ? "nobody" : String.join(" ", passing);
        return route + ": " + who;
    }

    private List<String> passing(String method, String path) {
        var concrete = path.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        return principals.entrySet().stream()
                .filter(it -> isLetThrough(method, concrete, it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Asks the rules of the chain that takes the request, and nothing behind them, so that nothing is done. */
    private boolean isLetThrough(String method, String path, Authentication authentication) {
        var request = new MockHttpServletRequest(method, path);
        var chain = chains.getFilterChains().stream()
                .filter(it -> it.matches(request))
                .findFirst()
                .orElseThrow();
        return chain.getFilters().stream()
                .filter(AuthorizationFilter.class::isInstance)
                .map(it -> ((AuthorizationFilter) it).getAuthorizationManager())
                .allMatch(rules -> {
                    var result = rules.authorize(() -> authentication, request);
                    return result == null || result.isGranted();
                });
    }

    private static Stream<String> routes(RequestMappingInfo mapping) {
        var methods = mapping.getMethodsCondition().getMethods();
        var verbs = methods.isEmpty() ? Stream.of(RequestMethod.GET, RequestMethod.POST) : methods.stream();
        var paths = mapping.getPatternValues().stream()
                .flatMap(AuthorizationMatrixTests::choices)
                .filter(it -> !it.equals("/dev/mailbox")) // not there with an SMTP server, which these tests have
                .toList();
        return verbs.flatMap(verb -> paths.stream().map(path -> verb + " " + path));
    }

    /** A path for each choice that a variable names: {@code {kind:one|other}} makes two. */
    private static Stream<String> choices(String path) {
        var variable = CHOICE.matcher(path);
        return variable.find()
                ? Arrays.stream(variable.group(1).split("\\|"))
                        .flatMap(choice -> choices(path.replace(variable.group(), choice)))
                : Stream.of(path);
    }

    private Authentication person(@Nullable Role role) {
        var somebody = Persona.ada(application);
        if (role != null) {
            application.getBean(Roles.class).grant(somebody.id(), role);
        }
        var now = clock.instant();
        return new SignedIn(
                somebody.id(),
                UUID.randomUUID(),
                List.of(new Factor(Method.PASSWORD, now), new Factor(Method.TOTP, now)));
    }
}
