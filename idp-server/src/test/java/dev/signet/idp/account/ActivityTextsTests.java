package dev.signet.idp.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.user.EmailAddress;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** Makes one of each kind of event there is, with every value of its enums, and looks for its words. */
@DisplayName("The texts of the activity page")
class ActivityTextsTests {

    /** Such as {@code activity.session.started}; the page's own texts have one dot. */
    private static final Pattern OF_AN_ACTION = Pattern.compile("activity\\.([a-z-]+\\.[a-z-]+)");

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_de.properties"})
    void areThereForWhateverCanHappenToAnAccountAndNothingElse(String file) throws IOException {
        var messages = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources", file))) {
            messages.load(reader);
        }
        var said = messages.stringPropertyNames().stream()
                .map(OF_AN_ACTION::matcher)
                .filter(it -> it.matches())
                .map(it -> it.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(said).isEqualTo(actionsWithAnAccount());
    }

    private static Set<String> actionsWithAnAccount() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(AuditEvent.class));
        var events = scanner.findCandidateComponents("dev.signet.idp").stream()
                .map(it -> load(Objects.requireNonNull(it.getBeanClassName())))
                .filter(it -> !isOfATest(it))
                .flatMap(ActivityTextsTests::samples)
                .map(AuditEvent.class::cast)
                .toList();
        assertThat(events).hasSizeGreaterThan(30);
        return events.stream()
                .filter(it -> it.subject() != null)
                .map(AuditEvent::action)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Records of {@code type}, one after the other with each value of each component. */
    private static Stream<Object> samples(Class<?> type) {
        assertThat(type.isRecord()).as("%s is a record", type).isTrue();
        var components = type.getRecordComponents();
        var values = Arrays.stream(components).map(it -> values(it.getType())).toList();
        var most = values.stream().mapToInt(List::size).max().orElse(1);
        return Stream.iterate(0, it -> it < most, it -> it + 1)
                .map(it -> construct(
                        type,
                        components,
                        values.stream().map(some -> some.get(it % some.size())).toArray()));
    }

    private static List<?> values(Class<?> type) {
        if (type.isEnum()) {
            return List.of(type.getEnumConstants());
        }
        if (type == EmailAddress.class) {
            return List.of(new EmailAddress("ada@example.com"));
        }
        if (type.isRecord()) {
            return samples(type).toList();
        }
        if (type.isSealed()) {
            return Arrays.stream(type.getPermittedSubclasses())
                    .flatMap(it -> samples(it))
                    .toList();
        }
        return List.of(value(type));
    }

    private static Object value(Class<?> type) {
        if (type == String.class) {
            return "something";
        }
        if (type == UUID.class) {
            return UUID.randomUUID();
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class) {
            return 1;
        }
        if (type == long.class) {
            return 1L;
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == Duration.class) {
            return Duration.ZERO;
        }
        if (type == YearMonth.class) {
            return YearMonth.of(2026, 11);
        }
        if (type == Locale.class) {
            return Locale.ENGLISH;
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type == List.class || type == Collection.class) {
            return List.of();
        }
        throw new AssertionError("this test does not know how to make a " + type.getName());
    }

    private static Object construct(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    private static boolean isOfATest(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .endsWith("test-classes/");
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new LinkageError(name, e);
        }
    }
}
