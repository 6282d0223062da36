package dev.signet.idp.clientregistration;

import dev.signet.idp.jobs.ExpiredRows;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whoever opens an authorization request can have a document read; what nobody agreed to is forgotten. */
@Configuration(proxyBeanMethods = false)
class UnusedClientDocuments {

    /** Longer than anybody is on the way with a request. */
    private static final Duration KEPT = Duration.ofDays(1);

    @Bean
    ExpiredRows unusedClientDocumentRows(ClientDocumentRepository documents, Clock clock) {
        return new ExpiredRows(
                "client_document",
                limit -> documents.deleteUnused(clock.instant().minus(KEPT), limit));
    }
}
