package dev.signet.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/security/controls.md")
class ControlsTests {

    private static final Path DOCUMENT = Path.of("../docs/security/controls.md");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (?<id>[A-Z]\\d+) \\|(?<asked>.*)\\|(?<here>.*)\\|(?<knownBy>[^|]*)\\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+Tests)`");
    private static final Pattern MARK = Pattern.compile("\\b(?:open\\b|process: \\S|operator: \\S)");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#([^)]+))?\\)");
    private static final Pattern FILE = Pattern.compile("process: `([^`]+)`");

    private static List<Row> rows = List.of();

    private record Row(String id, String knownBy) {

        static Row of(MatchResult row) {
            return new Row(row.group("id"), row.group("knownBy"));
        }

        Stream<String> all(Pattern pattern) {
            return pattern.matcher(knownBy).results().map(it -> it.group(1));
        }
    }

    @BeforeAll
    static void read() throws IOException {
        rows = ROW.matcher(Files.readString(DOCUMENT)).results().map(Row::of).toList();
    }

    @Test
    void hasEveryControlOnce() {
        var asked = Stream.of(ids("A%02d", 34), ids("B%02d", 103), ids("E%02d", 72), ids("C%d", 9))
                .flatMap(it -> it)
                .toList();

        assertThat(rows).extracting(Row::id).containsExactlyElementsOf(asked);
    }

    @Test
    void saysHowEachIsKnownToHoldOrThatItDoesNot() {
        assertThat(rows)
                .allSatisfy(row -> assertThat(TEST.matcher(row.knownBy()).find()
                                || MARK.matcher(row.knownBy()).find())
                        .as(row.id())
                        .isTrue());
    }

    @Test
    void namesTestsThatExist() throws IOException {
        var tests = tests();

        assertThat(rows)
                .allSatisfy(row -> assertThat(row.all(TEST)).as(row.id()).isSubsetOf(tests));
    }

    @Test
    void pointsToWhatIsThere() throws IOException {
        for (var row : rows) {
            assertThat(row.all(FILE).map(it -> Path.of("..", it))).as(row.id()).allMatch(Files::exists);
            for (var link : LINK.matcher(row.knownBy()).results().toList()) {
                var page = Files.readString(DOCUMENT.resolveSibling(link.group(1)));
                var headings = page.lines()
                        .filter(line -> line.startsWith("#"))
                        .map(ControlsTests::anchor)
                        .toList();
                if (link.group(2) != null) {
                    assertThat(headings).as(row.id()).contains(link.group(2));
                }
            }
        }
    }

    private static Stream<String> ids(String format, int last) {
        return IntStream.rangeClosed(1, last).mapToObj(format::formatted);
    }

    private static String anchor(String heading) {
        return heading.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private static Set<String> tests() throws IOException {
        try (var server = Files.walk(Path.of("src/test/java"));
                var console = Files.walk(Path.of("../idp-admin-ui/src/test/java"))) {
            return Stream.concat(server, console)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Tests.java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }
}
