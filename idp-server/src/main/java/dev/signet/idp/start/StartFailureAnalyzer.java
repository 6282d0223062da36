package dev.signet.idp.start;

import dev.signet.idp.settings.InvalidSettingException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * One sentence for what an operator can mend, however deep in the creation of beans it was found. It never repeats the
 * value of a setting that we did not understand: it may be a secret.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureAnalyzer implements FailureAnalyzer {

    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        var causes = new ArrayList<Throwable>();
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        for (var cause : causes.reversed()) {
            var sentence = sentence(cause);
            if (sentence != null) {
                return new FailureAnalysis(sentence + ".", null, cause);
            }
        }
        return null;
    }

    private static @Nullable String sentence(Throwable cause) {
        return switch (cause) {
            case InvalidSettingException setting -> setting.getMessage();
            case InvalidConfigurationPropertyValueException setting ->
                setting.getName() + " has a value that is not valid";
            case BindException setting -> setting.getName() + " has a value that is not valid";
            case PortInUseException port ->
                "server.port or management.server.port: another process listens on port " + port.getPort();
            case MarkedYAMLException yaml ->
                "application.yaml is not valid YAML at line %d, column %d: %s"
                        .formatted(
                                yaml.getProblemMark().getLine() + 1,
                                yaml.getProblemMark().getColumn() + 1,
                                yaml.getProblem());
            default -> null;
        };
    }
}
