package dev.signet.idp.command;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps the start from reporting a failure that the verb is going to report. Found through {@code spring.factories}. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class QuietFailureReporter implements SpringBootExceptionReporter {

    static final ScopedValue<Boolean> QUIET = ScopedValue.newInstance();

    /** Whether nobody else needs to. */
    @Override
    public boolean reportException(Throwable failure) {
        return QUIET.isBound();
    }
}
