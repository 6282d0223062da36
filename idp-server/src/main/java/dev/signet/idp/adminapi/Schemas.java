package dev.signet.idp.adminapi;

import dev.signet.idp.client.ClientMetadata;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas (draft 2020-12, as in OpenAPI 3.1) of what bodies are made of, read from the records. */
final class Schemas {

    private static final String LIFETIME = "^[0-9]+[smhd]$";

    /** By name, in order. */
    private final Map<String, Object> components = new TreeMap<>();

    Map<String, Object> components() {
        return components;
    }

    /** As bodies name it. */
    static String name(RecordComponent component) {
        return component.getDeclaringRecord().isAnnotationPresent(ApiType.class)
                ? snakeCase(component.getName())
                : component.getName();
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    static boolean isNullable(RecordComponent component) {
        return isNullable(component.getAnnotatedType());
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    /** The schema of a value of {@code type}; records are named and referred to. */
    Map<String, Object> of(Type type) {
        return switch (type) {
            case ParameterizedType generic
            when generic.getRawType() == Set.class ->
                ordered("type", "array", "items", of(generic.getActualTypeArguments()[0]), "uniqueItems", true);
            case ParameterizedType generic
            when Collection.class.isAssignableFrom((Class<?>) generic.getRawType()) ->
                ordered("type", "array", "items", of(generic.getActualTypeArguments()[0]));
            case ParameterizedType generic
            when generic.getRawType() == Map.class ->
                ordered("type", "object", "additionalProperties", of(generic.getActualTypeArguments()[1]));
            case Class<?> known when known.isRecord() -> reference(known);
            case Class<?> known -> simple(known);
            default -> throw new IllegalArgumentException("no schema for " + type);
        };
    }

    private static Map<String, Object> simple(Class<?> type) {
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == UUID.class) {
            return ordered("type", "string", "format", "uuid");
        }
        if (type == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == int.class || type == Integer.class || type == long.class) {
            return Map.of("type", "integer");
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    /** A text that is one of these words. */
    static Map<String, Object> oneOf(OneOf words) {
        return ordered("type", "string", "enum", OneOf.Words.of(words.value()));
    }

    private Map<String, Object> reference(Class<?> type) {
        var name = type.getSimpleName();
        if (!components.containsKey(name)) {
            components.put(name, Map.of()); // before its fields, which may refer to it
            components.put(name, object(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> object(Class<?> type) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            properties.put(name(component), property(component));
            if (!isNullable(component)) {
                required.add(name(component));
            }
        }
        var schema = ordered("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private Map<String, Object> property(RecordComponent component) {
        var words = component.getAnnotation(OneOf.class);
        if (words != null) {
            return oneOf(words);
        }
        var fields = component.getAnnotation(ClientFieldsOf.class);
        if (fields != null) {
            var name = fields.isPatch() ? "ClientMetadataPatch" : "ClientMetadata";
            components.putIfAbsent(name, clientMetadata(fields.isPatch()));
            return Map.of("$ref", "#/components/schemas/" + name);
        }
        return of(component.getGenericType());
    }

    /** The fields that a client can be registered with. Their rules are told when one is broken. */
    private static Map<String, Object> clientMetadata(boolean isPatch) {
        var properties = new TreeMap<String, Object>();
        for (var component : ClientMetadata.class.getRecordComponents()) {
            var schema = clientField(component.getType());
            properties.put(
                    snakeCase(component.getName()),
                    isPatch ? Map.of("anyOf", List.of(schema, Map.of("type", "null"))) : schema);
        }
        return ordered("type", "object", "properties", properties, "additionalProperties", false);
    }

    private static Map<String, Object> clientField(Class<?> type) {
        if (type == List.class) {
            return ordered("type", "array", "items", Map.of("type", "string"));
        }
        if (type == Map.class) {
            return Map.of("type", "object");
        }
        return type == Duration.class ? ordered("type", "string", "pattern", LIFETIME) : simple(type);
    }

    /** Names and values in turn; in this order in the document. */
    static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
