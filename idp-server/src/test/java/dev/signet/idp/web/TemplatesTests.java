package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What no page may do, in every template of both modules. */
class TemplatesTests {

    /** {@code th:utext} and {@code [(…)]} write text as markup. */
    private static final Pattern UNESCAPED = Pattern.compile("utext|\\[\\(");

    /** The policy of our pages forbids these, so they would silently do nothing. */
    private static final Pattern INLINE =
            Pattern.compile("<script(?![^>]*\\s(th:)?src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:");

    private static final Pattern PASSWORD_FIELD = Pattern.compile("<input[^>]*type=\"password\"[^>]*>");

    static Stream<Path> templates() {
        return Stream.of("src/main/resources/templates", "../idp-admin-ui/src/main/resources/templates")
                .flatMap(folder -> filesBelow(Path.of(folder)))
                .filter(file -> file.toString().endsWith(".html"));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void escapeEverything(Path template) throws IOException {
        assertThat(Files.readString(template)).doesNotContainPattern(UNESCAPED);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void haveNothingInline(Path template) throws IOException {
        assertThat(Files.readString(template)).doesNotContainPattern(INLINE);
    }

    /** A field that says what it is for is filled in by password managers; nothing stops anybody from pasting. */
    @ParameterizedTest
    @MethodSource("templates")
    void tellPasswordManagersWhatAPasswordFieldIsFor(Path template) throws IOException {
        assertThat(PASSWORD_FIELD.matcher(Files.readString(template)).results())
                .allSatisfy(
                        field -> assertThat(field.group()).containsPattern("autocomplete=\"(current|new)-password"));
    }

    @Test
    void comeWithScriptsThatLeavePastingAlone() {
        assertThat(filesBelow(Path.of("src/main/resources/static"))
                        .filter(file -> file.toString().endsWith(".js")))
                .isNotEmpty()
                .allSatisfy(script -> assertThat(Files.readString(script)).doesNotContain("paste"));
    }

    private static Stream<Path> filesBelow(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
