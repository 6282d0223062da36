package dev.signet.idp.adminapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signet.idp.audit.RequestOrigin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is answered to a call that was refused (RFC 9457 §3).
 *
 * @param type for programs; absent where the status says it all
 * @param requestId under which the audit trail and the log have the call
 * @param errors what is wrong with which field or parameter
 * @param limit which limit was reached
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        @Nullable String type,
        String title,
        int status,
        @Nullable String detail,
        String requestId,
        @Nullable List<FieldError> errors,
        @Nullable String limit) {

    /**
     * @param field of the body, with dots between levels, or the name of a parameter
     * @param element which one of a list, counted from 1
     * @param rule what it should be
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FieldError(String field, @Nullable Integer element, String rule) {

        static FieldError of(String field, String rule) {
            return new FieldError(field, null, rule);
        }
    }

    /** Without errors of single fields. */
    public static Problem of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }

    static Problem of(ProblemType type, String detail, List<FieldError> errors) {
        return new Problem(
                type.uri(),
                type.status().getReasonPhrase(),
                type.status().value(),
                detail,
                RequestOrigin.current().map(RequestOrigin::requestId).orElse(""),
                errors.isEmpty() ? null : errors,
                null);
    }
}
