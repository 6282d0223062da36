package dev.signet.idp.adminapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.SignetTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Sends the examples of the documentation as they stand there. */
@SignetTest
@DisplayName("docs/operations/admin-api.md")
class AdminApiExamplesTests {

    private static final Path DOCUMENT = Path.of("../docs/operations/admin-api.md");
    private static final Pattern PART = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    @Autowired
    ApplicationContext application;

    @Test
    void hasExamplesThatWork() throws IOException {
        var client = AdminApi.machine(application, "administrator", AdminApi.ALL_SCOPES);
        var api = AdminApi.client(application, client, AdminApi.ALL_SCOPES);
        var variables = new HashMap<>(Map.of("TOKEN", String.valueOf(api.token()), "API", ""));

        var examples = examples();
        assertThat(examples).hasSizeGreaterThan(10);
        for (var example : examples) {
            var answer = send(example, api, variables);
            assertThat(answer.status()).as("%s%n%s", example, answer).isBetween(200, 299);
            remember(answer, variables);
        }
    }

    private static List<String> examples() throws IOException {
        var text = Files.readString(DOCUMENT);
        var section = text.substring(text.indexOf("<!-- AdminApiExamplesTests"), text.indexOf("## Rules of all calls"));
        return section.replace("\\\n", " ")
                .lines()
                .filter(it -> it.startsWith("curl "))
                .toList();
    }

    private static AdminApi.Answer send(String example, AdminApi api, Map<String, String> variables) {
        var parts = PART.matcher(example)
                .results()
                .map(it -> filled(it.group().replaceAll("^['\"]|['\"]$", ""), variables))
                .toList();
        var headers = new ArrayList<String>();
        @Nullable String method = null;
        @Nullable String path = null;
        @Nullable String body = null;
        for (var i = 1; i < parts.size(); i++) {
            switch (parts.get(i)) {
                case "-X" -> method = parts.get(++i);
                case "-d" -> body = parts.get(++i);
                case "-H" -> headers.addAll(List.of(parts.get(++i).split(": ", 2)));
                default -> path = parts.get(i);
            }
        }
        var verb = method != null ? method : body == null ? "GET" : "POST";
        return api.call(verb, Objects.requireNonNull(path, example), body, headers.toArray(String[]::new));
    }

    private static String filled(String part, Map<String, String> variables) {
        var filled = part;
        for (var variable : variables.entrySet()) {
            filled = filled.replace("$" + variable.getKey(), variable.getValue());
        }
        return filled;
    }

    /** What a reader takes from an answer into the next call. */
    private static void remember(AdminApi.Answer answer, Map<String, String> variables) {
        if (!answer.header("ETag").isEmpty()) {
            variables.put("ETAG", answer.header("ETag"));
        }
        if (answer.header("Content-Type").startsWith("application/json")) {
            var secrets = answer.json().path("client").path("secrets");
            if (!secrets.isEmpty()) {
                variables.put("SECRET_ID", secrets.path(0).path("id").asString());
            }
            if (answer.json().has("id")) {
                variables.put("ID", answer.json().path("id").asString());
            }
        }
    }
}
