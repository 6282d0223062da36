package dev.signet.idp.start;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;
import org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.util.StringUtils;

/** Prints why the start stopped, and has Boot's own reporter, which is of many lines, say nothing. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureReporter implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis analysis) {
        LoggingSystem.get(getClass().getClassLoader())
                .setLogLevel(LoggingFailureAnalysisReporter.class.getName(), LogLevel.OFF);
        System.err.println("Signet did not start. " + analysis.getDescription());
        if (StringUtils.hasText(analysis.getAction())) {
            System.err.println(analysis.getAction());
        }
    }
}
