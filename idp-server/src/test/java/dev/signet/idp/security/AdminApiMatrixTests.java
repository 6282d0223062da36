package dev.signet.idp.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Permission;
import dev.signet.idp.access.Power;
import dev.signet.idp.access.Role;
import dev.signet.idp.adminapi.AdminApiRoutes;
import dev.signet.idp.adminapi.AdministratorToken;
import dev.signet.idp.test.SignetTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which call of the API for administrators is open to whose token, and with which scopes. The table is a file: whoever adds a
 * call sees in the difference whom it is open to, and so does whoever reviews it.
 */
@SignetTest
@DisplayName("The matrix of roles, scopes and calls of the API for administrators")
class AdminApiMatrixTests {

    private static final Path GOLDEN = Path.of("src/test/resources/admin-api-matrix.txt");
    private static final Path ACTUAL = Path.of("target/admin-api-matrix.txt");
    private static final Set<Permission> ALL = EnumSet.allOf(Permission.class);

    @Autowired
    FilterChainProxy chains;

    @Test
    void isAsItWasReviewed() throws IOException {
        var lines = AdminApiRoutes.rules().stream().map(this::line).sorted().toList();

        Files.write(ACTUAL, lines);
        assertThat(lines)
                .as("if the difference is meant, copy %s to %s", ACTUAL, GOLDEN)
                .isEqualTo(Files.readAllLines(GOLDEN));
    }

    @Test
    void opensNothingThatChangesSomethingToAnAuditor() {
        for (var rule : AdminApiRoutes.rules()) {
            if (!rule.method().equals(HttpMethod.GET)) {
                assertThat(isLetThrough(rule.method().name(), rule.pattern(), token(ALL, Role.AUDITOR.permissions())))
                        .as("%s %s", rule.method(), rule.pattern())
                        .isFalse();
            }
        }
    }

    @Test
    void opensNothingThatChangesSomethingToScopesThatOnlyRead() {
        var reading = ALL.stream().filter(it -> it.value().endsWith(":read")).collect(Collectors.toSet());
        for (var rule : AdminApiRoutes.rules()) {
            if (!rule.method().equals(HttpMethod.GET)) {
                assertThat(isLetThrough(rule.method().name(), rule.pattern(), token(reading, ALL)))
                        .as("%s %s", rule.method(), rule.pattern())
                        .isFalse();
            }
        }
    }

    @Test
    void needsEachScopeOfALine() {
        for (var rule : AdminApiRoutes.rules()) {
            for (var missing : rule.permissions()) {
                var others = EnumSet.allOf(Permission.class);
                others.remove(missing);
                assertThat(isLetThrough(rule.method().name(), rule.pattern(), token(others, ALL)))
                        .as("%s %s without %s", rule.method(), rule.pattern(), missing)
                        .isFalse();
            }
            assertThat(isLetThrough(rule.method().name(), rule.pattern(), token(rule.permissions(), ALL)))
                    .as("%s %s", rule.method(), rule.pattern())
                    .isTrue();
        }
    }

    @Test
    void opensNoAddressByAnotherMethod() {
        var methods = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
        for (var pattern : AdminApiRoutes.rules().stream()
                .map(AdminApiRoutes.Rule::pattern)
                .collect(Collectors.toSet())) {
            var path = PathContainer.parsePath(concrete(pattern));
            var mapped = AdminApiRoutes.rules().stream() // one that ends in a word is one thing of a list too
                    .filter(it -> PathPatternParser.defaultInstance
                            .parse(it.pattern())
                            .matches(path))
                    .map(it -> it.method().name())
                    .collect(Collectors.toSet());
            for (var method : methods) {
                var isMapped = mapped.contains(method) || (method.equals("HEAD") && mapped.contains("GET"));
                assertThat(isLetThrough(method, pattern, token(ALL, ALL)))
                        .as("%s %s", method, pattern)
                        .isEqualTo(isMapped);
            }
        }
    }

    private String line(AdminApiRoutes.Rule rule) {
        var roles = Arrays.stream(Role.values())
                .filter(it -> isLetThrough(rule.method().name(), rule.pattern(), token(ALL, it.permissions())))
                .map(Role::value)
                .collect(Collectors.joining(" "));
        return "%s %s: %s; %s".formatted(rule.method(), rule.pattern(), roles, rule.scopes());
    }

    private static AdministratorToken token(Set<Permission> scopes, Set<Permission> held) {
        var both = EnumSet.noneOf(Permission.class);
        both.addAll(scopes);
        both.retainAll(held);
        return new AdministratorToken("client", scopes, new Power(Power.standIn("client"), Set.of(), both));
    }

    /** Asks the rules of the chain, and nothing behind them. */
    private boolean isLetThrough(String method, String pattern, AdministratorToken token) {
        var path = concrete(pattern);
        var request = new MockHttpServletRequest(method, path);
        return Objects.requireNonNull(chains.getFilters(path)).stream()
                .filter(AuthorizationFilter.class::isInstance)
                .map(it -> ((AuthorizationFilter) it).getAuthorizationManager())
                .allMatch(rules -> {
                    var result = rules.authorize(() -> token, request);
                    return result == null || result.isGranted();
                });
    }

    private static String concrete(String pattern) {
        return pattern.replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
    }
}
