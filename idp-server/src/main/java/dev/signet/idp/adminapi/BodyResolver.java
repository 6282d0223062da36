package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.Problem.FieldError;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads a body into a record and refuses whatever does not fit: fields that there are not, fields that are missing or twice
 * there, a number where a text belongs. Whoever misspells a field learns it, instead of having it passed over.
 */
@Component
class BodyResolver implements HandlerMethodArgumentResolver {

    private static final int DEEPEST = 10;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(Body.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        var content = RequestContent.of(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
        var body = read(content, parameter.getParameterType());
        var errors = new ArrayList<FieldError>();
        check(body, "", errors);
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return body;
    }

    private static Object read(byte[] content, Class<?> type) {
        try {
            var body = JSON.readValue(content, type);
            if (body == null) {
                throw noObject();
            }
            return body;
        } catch (UnrecognizedPropertyException e) {
            throw ProblemException.invalid(List.of(FieldError.of(path(e), "not a field of this call")));
        } catch (DatabindException e) {
            if (e.getPath().isEmpty()) {
                throw noObject();
            }
            throw ProblemException.invalid(List.of(FieldError.of(path(e), "not of the right form")));
        } catch (JacksonException e) {
            throw noObject();
        }
    }

    private static ProblemException noObject() {
        return new ProblemException(
                ProblemType.INVALID_REQUEST, "The body must be one JSON object that names each field once");
    }

    private static String path(DatabindException e) {
        return e.getPath().stream()
                .map(it -> it.getPropertyName() == null ? String.valueOf(it.getIndex() + 1) : it.getPropertyName())
                .collect(Collectors.joining("."));
    }

    /** What is not marked as nullable has to be there, and nothing holds U+0000, for which PostgreSQL has no text. */
    private static void check(Object value, String path, List<FieldError> errors) {
        switch (value) {
            case String text -> {
                if (text.indexOf('\0') >= 0) {
                    errors.add(FieldError.of(path, "U+0000 not allowed"));
                }
            }
            case Record record -> {
                for (var component : record.getClass().getRecordComponents()) {
                    check(record, component, path.isEmpty() ? "" : path + ".", errors);
                }
            }
            case Map<?, ?> map ->
                map.forEach((name, each) -> {
                    check(name, path, errors);
                    if (each != null) {
                        check(each, path + "." + name, errors);
                    }
                });
            case Iterable<?> several -> {
                for (var each : several) {
                    if (each == null) {
                        errors.add(FieldError.of(path, "null not allowed"));
                    } else {
                        check(each, path, errors);
                    }
                }
            }
            default -> {}
        }
    }

    private static void check(Record record, RecordComponent component, String prefix, List<FieldError> errors) {
        var name = prefix + Schemas.name(component);
        var value = value(record, component);
        if (value != null) {
            check(value, name, errors);
        } else if (!Schemas.isNullable(component)) {
            errors.add(FieldError.of(name, "missing"));
        }
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("records of this module can be read", e);
        }
    }
}
