package dev.signet.idp.client;

import dev.signet.idp.client.Findings.Place;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of a YAML document whose members are read by name and type. Whatever does not fit becomes a finding with its
 * line and path, and reads as absent.
 */
public final class YamlMapping {

    private static final Set<String> TRUE = Set.of("true", "yes", "on");
    private static final int DEEPEST = 20;
    private static final Pattern TIME = Pattern.compile("[0-9]{1,9}[smhd]");
    private static final String TIME_RULE = "must be a number with its unit, such as 10s, 5m, 12h or 7d";

    private final Place place;
    private final Findings findings;
    private final Map<String, Node> members = new LinkedHashMap<>();
    private final Map<String, Place> keys = new LinkedHashMap<>();

    YamlMapping(MappingNode node, String path, Findings findings) {
        this.place = Place.of(node.getStartMark(), path);
        this.findings = findings;
        for (var member : node.getValue()) {
            var key = member.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            var here = Place.of(member.getKeyNode().getStartMark(), pathOf(key));
            if (members.putIfAbsent(key, member.getValueNode()) == null) {
                keys.put(key, here);
            } else {
                findings.problem(here, "given twice");
            }
        }
    }

    /** Refuses every other key, with the nearest known one. */
    public void allowOnly(Collection<String> known) {
        keys.forEach((key, where) -> {
            if (!known.contains(key)) {
                findings.problem(where, "unknown key" + NearestName.hint(key, known));
            }
        });
    }

    /** Where the value of {@code key} stands, or the whole mapping if it is absent. */
    public Place place(String key) {
        var known = keys.get(key);
        return known == null ? new Place(place.line(), pathOf(key)) : known;
    }

    public Place place() {
        return place;
    }

    public boolean has(String key) {
        return members.containsKey(key);
    }

    /** What somebody typed, as if it stood in a file. */
    public static YamlMapping typed(Map<String, Object> entry, Findings findings) {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        return new YamlMapping((MappingNode) yaml.compose(new StringReader(yaml.dump(entry))), "", findings);
    }

    /** The same as {@link #text}, and a finding where there is none. */
    @Nullable
    public String required(String key, Function<String, Optional<String>> rule) {
        if (!has(key)) {
            findings.problem(place(key), "missing");
            return null;
        }
        return text(key, rule);
    }

    /** Text that keeps {@code rule}, which answers with the violation. */
    @Nullable
    public String text(String key, Function<String, Optional<String>> rule) {
        var node = members.get(key);
        return node == null ? null : text(node, place(key), rule);
    }

    /** A list of different texts that each keep {@code rule}. */
    @Nullable
    public List<String> texts(String key, Function<String, Optional<String>> rule) {
        var elements = elements(key);
        if (elements == null) {
            return null;
        }
        var texts = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (var element : elements) {
            var text = text(element.node(), element.place(), rule);
            if (text == null) {
                continue;
            }
            texts.add(text);
            if (!seen.add(text)) {
                findings.problem(element.place(), "given twice");
            }
        }
        return texts;
    }

    @Nullable
    public Boolean flag(String key) {
        var node = members.get(key);
        if (node == null) {
            return null;
        }
        if (node instanceof ScalarNode scalar && node.getTag().equals(Tag.BOOL)) {
            return TRUE.contains(scalar.getValue().toLowerCase(Locale.ROOT));
        }
        findings.problem(place(key), "must be true or false");
        return null;
    }

    /** A time such as {@code 5m}, within bounds that are written in the same way. */
    @Nullable
    public Duration duration(String key, String shortest, String longest) {
        var text = text(key, value -> TIME.matcher(value).matches() ? Optional.empty() : Optional.of(TIME_RULE));
        if (text == null || !TIME.matcher(text).matches()) {
            return null;
        }
        var duration = DurationStyle.SIMPLE.parse(text);
        if (duration.compareTo(DurationStyle.SIMPLE.parse(shortest)) < 0
                || duration.compareTo(DurationStyle.SIMPLE.parse(longest)) > 0) {
            findings.problem(place(key), "must be from " + shortest + " to " + longest);
            return null;
        }
        return duration;
    }

    /** A mapping of any content, for standards that have their own rules for it. */
    @Nullable
    public Map<String, Object> object(String key) {
        var node = members.get(key);
        if (node == null) {
            return null;
        }
        if (node instanceof MappingNode mapping && plain(mapping, place(key), 0) instanceof Map<?, ?> map) {
            var object = new LinkedHashMap<String, Object>();
            map.forEach((name, value) -> object.put(String.valueOf(name), value));
            return object;
        }
        findings.problem(place(key), "must be a mapping");
        return null;
    }

    /** A list of mappings, each read by the caller; empty if absent. */
    public List<YamlMapping> mappings(String key) {
        var elements = elements(key);
        if (elements == null) {
            return List.of();
        }
        var mappings = new ArrayList<YamlMapping>();
        for (var element : elements) {
            if (element.node() instanceof MappingNode mapping) {
                mappings.add(new YamlMapping(mapping, element.place().path(), findings));
            } else {
                findings.problem(element.place(), "must be a mapping");
            }
        }
        return mappings;
    }

    private String pathOf(String key) {
        return place.path().isEmpty() ? key : place.path() + "." + key;
    }

    private @Nullable List<Element> elements(String key) {
        var node = members.get(key);
        if (node == null) {
            return null;
        }
        if (!(node instanceof SequenceNode sequence)) {
            findings.problem(place(key), "must be a list");
            return null;
        }
        var path = place(key).path();
        var elements = new ArrayList<Element>();
        for (var item : sequence.getValue()) {
            elements.add(new Element(item, Place.of(item.getStartMark(), path + "[" + elements.size() + "]")));
        }
        return elements;
    }

    private @Nullable String text(Node node, Place where, Function<String, Optional<String>> rule) {
        if (!(node instanceof ScalarNode scalar) || node.getTag().equals(Tag.NULL)) {
            findings.problem(where, node instanceof ScalarNode ? "has no value" : "must be text");
            return null;
        }
        rule.apply(scalar.getValue()).ifPresent(violation -> findings.problem(where, violation));
        return scalar.getValue();
    }

    private Object plain(Node node, Place where, int depth) {
        if (depth > DEEPEST) {
            findings.problem(where, "nested too deeply");
            return "";
        }
        return switch (node) {
            case MappingNode mapping -> {
                var object = new LinkedHashMap<String, Object>();
                for (var member : mapping.getValue()) {
                    var key = member.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                    object.put(key, plain(member.getValueNode(), where, depth + 1));
                }
                yield object;
            }
            case SequenceNode sequence ->
                sequence.getValue().stream()
                        .map(element -> plain(element, where, depth + 1))
                        .toList();
            case ScalarNode scalar when node.getTag().equals(Tag.INT) -> number(scalar.getValue());
            case ScalarNode scalar -> scalar.getValue();
            default -> "";
        };
    }

    private static Object number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private record Element(Node node, Place place) {}
}
