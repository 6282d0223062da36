package dev.signet.idp.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.test.Chromium;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mail that there are words for. Leaves pictures to look at. */
class MailRendererTests {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final Map<String, String> ENGLISH = words("messages-mail.properties");
    private static final Map<String, String> GERMAN = words("messages-mail_de.properties");

    private final MailRenderer renderer = new MailRenderer(
            TestMessages.asShipped(),
            new MailProperties("noreply@id.example.com", "Northwind ID", 10, Duration.ofHours(24)));

    static Set<String> templates() {
        return ENGLISH.keySet().stream()
                .filter(it -> it.endsWith(".subject"))
                .map(it -> it.split("\\.")[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void areThereInEachLanguageWithTheSamePlaceholders() {
        assertThat(GERMAN.keySet()).isEqualTo(ENGLISH.keySet());
        Stream.of(ENGLISH, GERMAN)
                .forEach(words -> words.forEach((key, text) -> {
                    assertThat(text).as(key).isNotBlank().doesNotContain("'", "!");
                    assertThat(new MessageFormat(text, Locale.GERMAN).format(new Object[] {2L, "a", "b"}))
                            .as(key)
                            .doesNotContain("{");
                }));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void saysTheSameAsTextAndAsHtml(String template) {
        for (var locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
            var mail = renderer.render(sample(template, locale));

            assertThat(mail.subject()).isNotBlank();
            for (var form : List.of(mail.text(), mail.html())) {
                assertThat(form).contains(mail.subject()).doesNotContain("{0}", "??", "null", "[[", "[(", "[#");
                assertThat(form).contains("id.example.com/link?token=secret", "Northwind ID", "203.0.113.7");
            }
        }
    }

    /** What a mail program loads tells its sender that, when and where the mail was opened. */
    @ParameterizedTest
    @MethodSource("templates")
    void loadsNothing(String template) {
        assertThat(renderer.render(sample(template, Locale.ENGLISH)).html())
                .doesNotContain("<img", "<script", "<link", "url(", "@import", "@font-face");
    }

    @Test
    void canBeReadByEverybodyOnAPhoneAndADeskLightAndDark() throws IOException {
        try (var browser = Chromium.start()) {
            for (var template : List.of("registration", "email-changed", "new-device", "locked-down")) {
                var file = Files.writeString(
                        Files.createDirectories(SCREENSHOTS).resolve("mail-" + template + ".html"),
                        renderer.render(sample(template, Locale.GERMAN)).html());
                for (var width : List.of(390, 900)) {
                    for (var scheme : List.of("light", "dark")) {
                        browser.size(width, 800).scheme(scheme);
                        browser.driver().get(file.toUri().toString());
                        browser.screenshot("mail-" + template + "-" + width + "-" + scheme);
                        assertThat(browser.accessibilityViolations())
                                .as("%s %s %s", template, width, scheme)
                                .allMatch(it -> it.startsWith("region") || it.startsWith("landmark"));
                        assertThat(browser.sidewaysScroll()).isZero();
                    }
                }
            }
        }
    }

    private static MailPayload sample(String template, Locale locale) {
        var hasButton = ENGLISH.containsKey("mail." + template + ".button");
        return new MailPayload(
                template,
                "ada@example.com",
                locale.toLanguageTag(),
                List.of(),
                hasButton
                        ? Map.of("address", "203.0.113.7")
                        : Map.of("address", "203.0.113.7", "device", "https://id.example.com/link?token=secret"),
                hasButton ? URI.create("https://id.example.com/link?token=secret") : null,
                hasButton ? 1800L : null,
                Instant.parse("2026-11-22T10:15:00Z"));
    }

    private static Map<String, String> words(String file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources", file))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var words = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
        return words;
    }
}
