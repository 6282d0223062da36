package dev.signet.idp.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTests {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z0-9.]+)");

    @Test
    void areThereInEachLanguage() {
        assertThat(messages("messages_de.properties").keySet())
                .containsExactlyElementsOf(messages("messages.properties").keySet());
    }

    @Test
    void takeTheSameValuesInEachLanguage() {
        var german = messages("messages_de.properties");

        messages("messages.properties")
                .forEach((key, text) ->
                        assertThat(values(german.getOrDefault(key, ""))).as(key).isEqualTo(values(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_de.properties"})
    void canBeFormatted(String file) {
        messages(file).forEach((key, text) -> {
            assertThat(text).as(key).isNotBlank().doesNotContain("'", "!", "??");
            assertThat(new MessageFormat(text, Locale.GERMAN).format(new Object[] {2L, 2L}))
                    .as(key)
                    .doesNotContain("{");
        });
    }

    @Test
    void areThereForWhateverATemplateSays() throws IOException {
        var said = new TreeSet<String>();
        try (var templates = Files.walk(RESOURCES.resolve("templates"))) {
            for (var template :
                    templates.filter(it -> it.toString().endsWith(".html")).toList()) {
                KEY.matcher(Files.readString(template)).results().forEach(it -> said.add(it.group(1)));
            }
        }

        assertThat(said).isNotEmpty().allMatch(messages("messages.properties")::containsKey);
    }

    private static Set<String> values(String text) {
        var values = new TreeSet<String>();
        Pattern.compile("\\{(\\d)").matcher(text).results().forEach(it -> values.add(it.group(1)));
        return values;
    }

    private static Map<String, String> messages(String file) {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(RESOURCES.resolve(file))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var messages = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(key -> messages.put(key, properties.getProperty(key)));
        return messages;
    }
}
