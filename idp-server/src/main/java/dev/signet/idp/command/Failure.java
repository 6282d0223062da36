package dev.signet.idp.command;

import dev.signet.idp.settings.InvalidSettingException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.BindException;

/** What an operator is told about an exception: one sentence and no stack trace. */
final class Failure {

    private static final String MORE = " (--logging.threshold.console=error shows more)";

    private Failure() {}

    static String sentence(Throwable failure) {
        var causes = causes(failure);
        return first(causes, InvalidSettingException.class)
                .map(Throwable::getMessage)
                .or(() -> first(causes, CommandFailedException.class).map(Throwable::getMessage))
                .or(() -> first(causes, BindException.class)
                        .map(it -> "The setting " + it.getName() + " is not valid" + MORE))
                .or(() -> first(causes, SQLException.class)
                        .map(it -> "The database cannot be used: " + firstLine(it) + MORE))
                .orElseGet(() -> "Failed: " + firstLine(causes.getLast()) + MORE);
    }

    /** From the outermost to the one that started it. */
    private static List<Throwable> causes(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (Throwable it = failure; it != null && !causes.contains(it); it = it.getCause()) {
            causes.add(it);
        }
        return causes;
    }

    private static <T extends Throwable> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static String firstLine(Throwable failure) {
        var message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message).strip();
    }
}
