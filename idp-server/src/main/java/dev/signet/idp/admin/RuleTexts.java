package dev.signet.idp.admin;

import dev.signet.idp.adminui.ClientOffice.Problem;
import dev.signet.idp.client.FieldProblem;
import java.text.MessageFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * What a rule says, in the language of the page. The rules speak English, because the command line and the log do; the
 * English text is found in {@code messages-rules.properties}, with its values, and said again in the other language. A rule
 * that nobody translated stays English, and is marked as that.
 */
@Component
class RuleTexts {

    private static final String BUNDLE = "messages-rules";
    private static final Pattern VALUE = Pattern.compile("\\{(\\d)}");
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final List<Template> templates;

    RuleTexts() {
        var english = ResourceBundle.getBundle(BUNDLE, Locale.ROOT, NO_FALLBACK);
        this.templates = english.keySet().stream()
                .map(key -> Template.of(key, english.getString(key)))
                .sorted(Comparator.comparingInt(Template::literalCharacters).reversed())
                .toList();
    }

    /** An English text with places for values; the one with the most text of its own is tried first. */
    private record Template(String key, Pattern pattern, int literalCharacters) {

        static Template of(String key, String text) {
            var plain = text.replace("''", "'");
            var regex = new StringBuilder();
            var literal = 0;
            var end = 0;
            var values = VALUE.matcher(plain);
            while (values.find()) {
                regex.append(Pattern.quote(plain.substring(end, values.start())))
                        .append("(.+)");
                literal += values.start() - end;
                end = values.end();
            }
            regex.append(Pattern.quote(plain.substring(end)));
            return new Template(key, Pattern.compile(regex.toString(), Pattern.DOTALL), literal + plain.length() - end);
        }
    }

    List<Problem> of(List<FieldProblem> found) {
        return found.stream()
                .map(it -> problem(it, LocaleContextHolder.getLocale()))
                .toList();
    }

    private Problem problem(FieldProblem found, Locale locale) {
        return translated(found.rule(), locale)
                .map(text -> new Problem(found.field(), found.element(), text, null))
                .orElseGet(() -> new Problem(found.field(), found.element(), found.rule()));
    }

    /** Empty if the rule has no text in this language, or the language is that of the rules. */
    Optional<String> translated(String rule, Locale locale) {
        var bundle = ResourceBundle.getBundle(BUNDLE, locale, NO_FALLBACK);
        if (bundle.getLocale().equals(Locale.ROOT)) {
            return Optional.empty();
        }
        for (var template : templates) {
            var matcher = template.pattern().matcher(rule);
            if (matcher.matches()) {
                return Optional.of(new MessageFormat(bundle.getString(template.key()), locale).format(values(matcher)));
            }
        }
        return Optional.empty();
    }

    private static Object[] values(Matcher matcher) {
        return IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .toArray();
    }
}
