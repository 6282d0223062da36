package dev.signet.idp.adminapi;

import static dev.signet.idp.adminapi.Schemas.ordered;

import dev.signet.idp.token.AdministrationApi;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The API described in OpenAPI 3.1: made from the mappings that answer it, the records that its bodies are read into and
 * written from, and the table of permissions. So there is nothing in it that the server does not do, and nothing missing.
 */
@Component
class OpenApiDocument {

    private static final String SCHEME = "signet";
    private static final String PROBLEM = "application/problem+json";

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    OpenApiDocument(@Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    Map<String, Object> write() {
        var schemas = new Schemas();
        var paths = new TreeMap<String, Map<String, Object>>();
        mappings.getObject().getHandlerMethods().forEach((mapping, handler) -> {
            if (handler.hasMethodAnnotation(Summary.class)) {
                var path = mapping.getPatternValues().iterator().next();
                var method =
                        mapping.getMethodsCondition().getMethods().iterator().next();
                paths.computeIfAbsent(path, _ -> new TreeMap<>())
                        .put(
                                method.name().toLowerCase(Locale.ROOT),
                                operation(path, method, mapping, handler, schemas));
            }
        });
        schemas.of(Problem.class);
        return ordered(
                "openapi",
                "3.1.0",
                "info",
                ordered(
                        "title",
                        "Signet API for administrators",
                        "version",
                        "1",
                        "description",
                        "What the console can do, for programs. See docs/operations/admin-api.md.",
                        "license",
                        ordered("name", "Apache-2.0", "identifier", "Apache-2.0")),
                "servers",
                List.of(Map.of("url", "/")),
                "paths",
                paths,
                "components",
                ordered(
                        "schemas",
                        schemas.components(),
                        "securitySchemes",
                        Map.of(
                                SCHEME,
                                ordered(
                                        "type",
                                        "openIdConnect",
                                        "openIdConnectUrl",
                                        "/.well-known/openid-configuration",
                                        "description",
                                        "An access token for the resource <issuer>" + AdministrationApi.PATH
                                                + ", in the scheme Bearer, or DPoP if it is bound to a key."))));
    }

    private static Map<String, Object> operation(
            String path, RequestMethod method, RequestMappingInfo mapping, HandlerMethod handler, Schemas schemas) {
        var summary = Objects.requireNonNull(handler.getMethodAnnotation(Summary.class));
        var rule = AdminApiRoutes.find(HttpMethod.valueOf(method.name()), path)
                .orElseThrow(() -> new IllegalStateException("no rule for " + method + " " + path));
        var operation =
                ordered("operationId", operationId(handler), "summary", summary.value(), "tags", List.of(tag(path)));
        operation.put("security", List.of(Map.of(SCHEME, List.of(rule.scopes().split(" ")))));
        var parameters = parameters(handler, schemas);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        content(mapping, handler, schemas).ifPresent(it -> operation.put("requestBody", it));
        operation.put("responses", responses(summary, handler, schemas));
        return operation;
    }

    private static String operationId(HandlerMethod handler) {
        var controller = handler.getBeanType().getSimpleName().replaceAll("^Api|Controller$", "");
        return controller.substring(0, 1).toLowerCase(Locale.ROOT) + controller.substring(1) + "-"
                + handler.getMethod().getName();
    }

    private static String tag(String path) {
        return path.substring(AdministrationApi.PATH.length() + 1).split("/", 2)[0];
    }

    private static List<Map<String, Object>> parameters(HandlerMethod handler, Schemas schemas) {
        var parameters = new ArrayList<Map<String, Object>>();
        for (var parameter : handler.getMethodParameters()) {
            var inPath = parameter.getParameterAnnotation(PathVariable.class);
            var inQuery = parameter.getParameterAnnotation(RequestParam.class);
            if (inPath != null) {
                parameters.add(parameter("path", inPath.name(), true, schema(parameter, schemas)));
            } else if (inQuery != null) {
                var isRequired = inQuery.required() && inQuery.defaultValue().equals(ValueConstants.DEFAULT_NONE);
                parameters.add(parameter("query", inQuery.name(), isRequired, schema(parameter, schemas)));
            } else if (parameter.getParameterType() == IfMatch.class) {
                parameters.add(parameter("header", "If-Match", true, Map.of("type", "string")));
            } else if (parameter.getParameterType() == Once.class) {
                parameters.add(parameter("header", OnceResolver.HEADER, false, Map.of("type", "string")));
            }
        }
        return parameters;
    }

    private static Map<String, Object> schema(MethodParameter parameter, Schemas schemas) {
        var words = parameter.getParameterAnnotation(OneOf.class);
        return words == null ? schemas.of(parameter.getParameterType()) : Schemas.oneOf(words);
    }

    private static Map<String, Object> parameter(
            String in, String name, boolean isRequired, Map<String, Object> schema) {
        return ordered("name", name, "in", in, "required", isRequired, "schema", schema);
    }

    private static Optional<Map<String, Object>> content(
            RequestMappingInfo mapping, HandlerMethod handler, Schemas schemas) {
        for (var parameter : handler.getMethodParameters()) {
            var isBody = parameter.hasParameterAnnotation(Body.class);
            if (isBody || parameter.hasParameterAnnotation(RequestBody.class)) {
                var types = mapping.getConsumesCondition().getConsumableMediaTypes();
                var schema = ordered("schema", schemas.of(parameter.getParameterType()));
                return Optional.of(ordered(
                        "required",
                        true,
                        "content",
                        Map.of(types.iterator().next().toString(), schema)));
            }
        }
        return Optional.empty();
    }

    private static Map<String, Object> responses(Summary summary, HandlerMethod handler, Schemas schemas) {
        var responses = new TreeMap<String, Object>();
        var success = ordered("description", "Done");
        if (summary.isVersioned()) {
            success.put("headers", Map.of("ETag", Map.of("schema", Map.of("type", "string"))));
        }
        var body = body(handler.getMethod().getGenericReturnType());
        if (!summary.mediaType().equals(MediaType.APPLICATION_JSON_VALUE)) {
            success.put("content", Map.of(summary.mediaType(), ordered("schema", Map.of("type", "string"))));
        } else if (body != null) {
            success.put("content", Map.of(summary.mediaType(), ordered("schema", schemas.of(body))));
        }
        responses.put(String.valueOf(summary.status()), success);
        var hasBody = false;
        for (var parameter : handler.getMethodParameters()) {
            hasBody |=
                    parameter.hasParameterAnnotation(Body.class) || parameter.hasParameterAnnotation(RequestBody.class);
            if (parameter.hasParameterAnnotation(PathVariable.class)) {
                refuse(responses, 404, "There is no such thing, or it is not for whoever asks");
            }
            if (parameter.getParameterType() == IfMatch.class) {
                refuse(responses, 412, "Somebody else changed it since");
                refuse(responses, 428, "If-Match is missing");
            }
            if (parameter.getParameterType() == Once.class) {
                refuse(responses, 422, "The content, or the key that came with another request before");
            }
        }
        if (hasBody) {
            refuse(responses, 413, "The body is too large");
            refuse(responses, 415, "The body is of another type");
            refuse(responses, 422, "The content cannot be used");
        }
        if (summary.canConflict()) {
            refuse(responses, 409, "It is there already, or so already, or ruled out");
        }
        refuse(responses, 400, "The request cannot be understood, or has a parameter that there is not");
        refuse(responses, 401, "There is no token that can be used");
        refuse(responses, 403, "The token's scopes, or the permissions of whoever it stands for, do not suffice");
        refuse(responses, 429, "Too many calls");
        return responses;
    }

    private static void refuse(Map<String, Object> responses, int status, String description) {
        responses.put(
                String.valueOf(status),
                ordered(
                        "description",
                        description,
                        "content",
                        Map.of(PROBLEM, Map.of("schema", Map.of("$ref", "#/components/schemas/Problem")))));
    }

    /** Null if nothing is answered but a status. */
    private static @Nullable Type body(Type returned) {
        var type = returned instanceof ParameterizedType generic && generic.getRawType() == ResponseEntity.class
                ? generic.getActualTypeArguments()[0]
                : returned;
        return type == Void.class || type == void.class ? null : type;
    }
}
