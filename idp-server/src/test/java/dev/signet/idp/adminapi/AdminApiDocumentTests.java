package dev.signet.idp.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.access.Permission;
import dev.signet.idp.client.Scope;
import dev.signet.idp.client.Scopes;
import dev.signet.idp.settings.IdpProperties;
import dev.signet.idp.test.SignetTest;
import dev.signet.idp.token.AdministrationApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The document says what the server does, no less and no more, and the file is that document. */
@SignetTest
@DisplayName("The document of the API for administrators")
class AdminApiDocumentTests {

    private static final Path COMMITTED = Path.of("../docs/api/admin-v1.json");
    private static final Path CURRENT = Path.of("target/admin-v1.json");

    @Autowired
    IdpProperties idp;

    @Autowired
    Scopes scopes;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @Test
    void isTheCommittedOne() throws IOException {
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(
                CURRENT,
                json.writeValueAsString(OpenApiConformance.of(idp.issuer()).document()) + "\n");

        assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
                .as("if the difference is meant, copy idp-server/%s to docs/api", CURRENT)
                .isEqualTo(Files.readString(CURRENT));
    }

    @Test
    void hasEveryMappingAndEveryRuleAndNothingElse() {
        var ruled = AdminApiRoutes.rules().stream()
                .map(it -> it.method() + " " + it.pattern())
                .collect(Collectors.toCollection(TreeSet::new));
        var documented = new TreeSet<String>();
        var paths = OpenApiConformance.of(idp.issuer()).document().path("paths");
        paths.properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(it -> documented.add(it.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(mapped()).isEqualTo(ruled).isEqualTo(documented);
    }

    @Test
    void namesThePermissionsOfEachCallAsScopes() {
        var paths = OpenApiConformance.of(idp.issuer()).document().path("paths");
        for (var rule : AdminApiRoutes.rules()) {
            var operation = paths.path(rule.pattern()).path(rule.method().name().toLowerCase(Locale.ROOT));
            var named = operation
                    .path("security")
                    .path(0)
                    .path("signet")
                    .valueStream()
                    .map(it -> it.asString())
                    .collect(Collectors.joining(" "));
            assertThat(named).as(rule.pattern()).isEqualTo(rule.scopes());
        }
    }

    @Test
    void hasAScopeForEachPermission() {
        var wanted = Arrays.stream(Permission.values())
                .map(it -> AdministrationApi.SCOPE_PREFIX + it.value())
                .collect(Collectors.toSet());
        var known = scopes.all().stream()
                .filter(Scope::isForAdministration)
                .map(Scope::name)
                .collect(Collectors.toSet());

        assertThat(known).isEqualTo(wanted);
    }

    private Set<String> mapped() {
        return mappings.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .filter(it -> it.startsWith("/api/") && !it.endsWith("/openapi.json"))
                        .flatMap(path ->
                                mapping.getMethodsCondition().getMethods().isEmpty()
                                        ? Stream.of("ANY " + path)
                                        : mapping.getMethodsCondition().getMethods().stream()
                                                .map(it -> it + " " + path)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
