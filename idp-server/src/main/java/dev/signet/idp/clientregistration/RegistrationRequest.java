package dev.signet.idp.clientregistration;

import dev.signet.idp.client.FieldProblem;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON object that a client sends about itself.
 *
 * @param members null values left out: RFC 7592 §2.2 has them mean the same as absent ones
 * @param problem why it cannot be used at all; null if it can
 */
record RegistrationRequest(
        Map<String, Object> members, @Nullable FieldProblem problem) {

    private static final int LARGEST = 64 * 1024;
    private static final int DEEPEST = 10;

    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * Reads what was sent (RFC 7591 §3.1).
     *
     * @throws ResponseStatusException if it is too large, or is no JSON by its own word
     */
    static RegistrationRequest read(@Nullable String contentType, InputStream body) throws IOException {
        if (!isJson(contentType)) {
            throw new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        var bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
        try {
            var members = JSON.readValue(bytes, OBJECT);
            if (members == null) {
                return unusable("must be a JSON object, RFC 7591 §3.1");
            }
            if (holdsZero(members)) {
                return unusable("U+0000 not allowed");
            }
            return new RegistrationRequest(withoutNulls(members), null);
        } catch (JacksonException e) {
            return unusable("must be a JSON object, RFC 7591 §3.1");
        }
    }

    /** As text, or empty if it is absent or something else. */
    Optional<String> text(String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static boolean isJson(@Nullable String contentType) {
        try {
            return contentType != null
                    && MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(contentType));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static RegistrationRequest unusable(String rule) {
        return new RegistrationRequest(Map.of(), new FieldProblem("the request", 0, rule));
    }

    /** PostgreSQL has no text with it, in no depth of a JSON document. */
    private static boolean holdsZero(Object value) {
        return switch (value) {
            case String text -> text.indexOf('\0') >= 0;
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .anyMatch(it -> holdsZero(it.getKey()) || (it.getValue() != null && holdsZero(it.getValue())));
            case List<?> list -> list.stream().anyMatch(it -> it != null && holdsZero(it));
            default -> false;
        };
    }

    private static Map<String, Object> withoutNulls(Map<?, ?> object) {
        var members = new LinkedHashMap<String, Object>();
        object.forEach((name, value) -> {
            if (value != null) {
                members.put((String) name, plain(value));
            }
        });
        return members;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Map<?, ?> object -> withoutNulls(object);
            case List<?> list -> {
                var elements = new ArrayList<Object>();
                for (var element : list) {
                    if (element != null) {
                        elements.add(plain(element));
                    }
                }
                yield elements;
            }
            default -> value;
        };
    }

    @Override
    public String toString() {
        return "RegistrationRequest[redacted]"; // may hold a client_secret
    }
}
