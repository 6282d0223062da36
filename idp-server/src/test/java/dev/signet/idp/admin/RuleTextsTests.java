package dev.signet.idp.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.client.FieldProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.i18n.LocaleContextHolder;

class RuleTextsTests {

    private static final Path RULES = Path.of("src/main/java/dev/signet/idp/client");
    private static final Path RESOURCES = Path.of("src/main/resources");

    private final RuleTexts texts = new RuleTexts();

    @AfterEach
    void noLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            must be 1 to 100 characters | muss 1 bis 100 Zeichen lang sein
            fragment not allowed | ein Fragment ist nicht erlaubt
            fragment not allowed, RFC 6749 §3.1.2 | ein Fragment ist nicht erlaubt, RFC 6749 §3.1.2
            unknown scope orders | der Scope orders ist unbekannt
            unknown scope emial, did you mean email? | der Scope emial ist unbekannt; meinten Sie email?
            must be from 1s to 1d | muss zwischen 1s und 1d liegen
            the scope email is OpenID Connect's own and cannot be declared | der Scope email gehört OpenID Connect und lässt sich nicht deklarieren
            unknown scope {0} | der Scope {0} ist unbekannt
            """)
    void areSaidInTheLanguageOfThePage(String english, String german) {
        assertThat(texts.translated(english, Locale.GERMAN)).contains(german);
        assertThat(texts.translated(english, Locale.ENGLISH)).isEmpty();
    }

    @Test
    void stayEnglishAndAreMarkedAsThatWhereNobodyTranslatedThem() {
        LocaleContextHolder.setLocale(Locale.GERMANY);

        var problems =
                texts.of(List.of(new FieldProblem("scope", 0, "too odd"), new FieldProblem("name", 1, "missing")));

        assertThat(problems.getFirst().language()).isEqualTo("en");
        assertThat(problems.getFirst().rule()).isEqualTo("too odd");
        assertThat(problems.getLast().language()).isNull();
        assertThat(problems.getLast().rule()).isEqualTo("fehlt");
    }

    @Test
    void areThoseOfTheRulesAndOfNothingElse() throws IOException {
        var code = code();
        for (var key : load("messages-rules.properties").stringPropertyNames()) {
            if (key.endsWith("-hint")) {
                continue; // a rule and a guess at what was meant, put together while it runs
            }
            var text = load("messages-rules.properties").getProperty(key).replace("''", "'");
            for (var part : text.split("\\{\\d}", -1)) {
                assertThat(code).as(key).contains(part.replace("\\", "\\\\").replace("\"", "\\\""));
            }
        }
    }

    @Test
    void takeTheSameValuesInBothLanguages() throws IOException {
        var english = load("messages-rules.properties");
        var german = load("messages-rules_de.properties");

        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (var key : english.stringPropertyNames()) {
            assertThat(values(german.getProperty(key))).as(key).isEqualTo(values(english.getProperty(key)));
        }
    }

    /** What the rules say, found in the sources: every text that names a section of a specification. */
    @Test
    void leaveNoRuleOutThatCitesASpecification() throws IOException {
        var literals = Pattern.compile("\"((?:[^\"\\\\\n]|\\\\.)*(?:RFC \\d|OpenID Connect (?:Core|Reg))[^\"\n]*)\"");
        var untranslated = literals.matcher(code())
                .results()
                .map(it -> it.group(1).replace("\\\"", "\"").replace("\\\\", "\\"))
                .filter(it -> texts.translated(it, Locale.GERMAN).isEmpty())
                .filter(it -> !it.startsWith(", RFC")
                        && !it.startsWith(", OpenID")
                        && !it.startsWith(" bits, EC")
                        && !it.endsWith(": "))
                .toList();

        assertThat(untranslated).isEmpty();
    }

    /** The sources of the rules, with texts that go over several lines put together. */
    private static String code() throws IOException {
        var code = new StringBuilder();
        for (var name : List.of(
                "Rules",
                "RedirectUris",
                "JwksRules",
                "ClientRules",
                "ClientLint",
                "ClientReader",
                "ScopeReader",
                "YamlMapping",
                "NearestName")) {
            code.append(Files.readString(RULES.resolve(name + ".java")));
        }
        return code.toString().replaceAll("\"\\s*\\+ \"", "");
    }

    private static List<String> values(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(it -> it.group())
                .sorted()
                .toList();
    }

    private static Properties load(String file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(RESOURCES.resolve(file))) {
            properties.load(reader);
        }
        return properties;
    }
}
