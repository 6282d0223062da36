package dev.signet.idp.adminui;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Set;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What every page of the console has in its model. */
@ControllerAdvice(annotations = AdminController.class)
class ConsoleModel {

    private final Viewer viewer;

    ConsoleModel(Viewer viewer) {
        this.viewer = viewer;
    }

    /** What the viewer may do, as pages ask for it. */
    record May(Set<String> permissions) {

        public boolean to(String permission) {
            return permissions.contains(permission);
        }
    }

    /** Times in the reader's language. In UTC, because nothing tells us where the reader is. */
    record Times() {

        public String exact(Instant time) {
            return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                            .withLocale(LocaleContextHolder.getLocale())
                            .format(time.atOffset(ZoneOffset.UTC))
                    + " UTC";
        }
    }

    @ModelAttribute("may")
    May may() {
        return new May(viewer.permissions());
    }

    @ModelAttribute("times")
    Times times() {
        return new Times();
    }

    /** An id that is none leads to nothing, like one that nobody has. */
    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    void notThere(HttpServletResponse response) throws IOException {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
}
