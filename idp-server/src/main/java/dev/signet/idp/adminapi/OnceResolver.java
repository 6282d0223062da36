package dev.signet.idp.adminapi;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the header {@code Idempotency-Key}. A key is its sender's: two callers may use the same one. */
@Component
class OnceResolver implements HandlerMethodArgumentResolver {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final IdempotentRequests requests;

    OnceResolver(IdempotentRequests requests) {
        this.requests = requests;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Once.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws IOException {
        var key = request.getHeader(HEADER);
        if (key == null) {
            return new Unkeyed();
        }
        if (!KEY.matcher(key).matches()) {
            throw new ProblemException(
                    ProblemType.INVALID_REQUEST, HEADER + " must be 1 to 200 visible ASCII characters");
        }
        var http = Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (!(authentication instanceof AdministratorToken token)) {
            throw new IllegalStateException("nobody gets here without a token");
        }
        var sender = token.clientId() + " " + token.power().actor();
        return new Keyed(
                requests,
                sender + " " + key,
                http.getMethod() + " " + http.getRequestURI(),
                HexFormat.of().formatHex(RequestContent.of(http)));
    }

    private record Unkeyed() implements Once {

        @Override
        public <T> ResponseEntity<T> of(Class<T> type, Supplier<ResponseEntity<T>> creation) {
            return creation.get();
        }
    }

    private record Keyed(IdempotentRequests requests, String key, String call, String content) implements Once {

        @Override
        public <T> ResponseEntity<T> of(Class<T> type, Supplier<ResponseEntity<T>> creation) {
            return requests.answer(key, call, content, type, creation);
        }
    }
}
