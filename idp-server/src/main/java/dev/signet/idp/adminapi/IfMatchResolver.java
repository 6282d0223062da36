package dev.signet.idp.adminapi;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Demands {@code If-Match} with one strong entity tag, wherever a controller wants to know what was seen. */
class IfMatchResolver implements HandlerMethodArgumentResolver {

    private static final Pattern STRONG = Pattern.compile("\"([\\x21\\x23-\\x7e]{1,100})\"");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(IfMatch.class);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var header = request.getHeader(HttpHeaders.IF_MATCH);
        if (header == null) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_REQUIRED, "Send the ETag of what you have seen as If-Match");
        }
        var tag = STRONG.matcher(header.strip());
        if (!tag.matches()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "If-Match must be one strong entity tag");
        }
        return new IfMatch(tag.group(1));
    }
}
