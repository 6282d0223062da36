package dev.signet.idp.command;

import dev.signet.idp.federation.ProviderVerbs;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.stereotype.Controller;

/**
 * The part of the application that the verbs need: database, accounts, clients and their registration, passwords, set-up,
 * invitations, signing keys. No web server, no pages, no jobs; mails that a verb leaves in the outbox are sent by a server.
 *
 * <p>Not annotated as a configuration of its own, because the server would find it.
 */
@ComponentScan(
        basePackages = {
            "dev.signet.idp.settings",
            "dev.signet.idp.audit",
            "dev.signet.idp.crypto",
            "dev.signet.idp.database",
            "dev.signet.idp.user",
            "dev.signet.idp.client",
            "dev.signet.idp.outbound",
            "dev.signet.idp.clientregistration",
            "dev.signet.idp.access",
            "dev.signet.idp.ratelimit",
            "dev.signet.idp.password",
            "dev.signet.idp.setup",
            "dev.signet.idp.outbox",
            "dev.signet.idp.mail",
            "dev.signet.idp.link",
            "dev.signet.idp.registration",
            "dev.signet.idp.command"
        },
        excludeFilters = @ComponentScan.Filter(Controller.class))
@ComponentScan( // lazily and without the job, or else every verb would make and rotate keys
        basePackages = "dev.signet.idp.signingkey",
        lazyInit = true,
        excludeFilters = @ComponentScan.Filter({Controller.class, Configuration.class}))
@ComponentScan(
        basePackages = "dev.signet.idp.token",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.LiveToken\\w+"))
@Import(ProviderVerbs.class)
@ConfigurationPropertiesScan({
    "dev.signet.idp.settings",
    "dev.signet.idp.audit",
    "dev.signet.idp.crypto",
    "dev.signet.idp.database",
    "dev.signet.idp.outbound",
    "dev.signet.idp.signingkey",
    "dev.signet.idp.token",
    "dev.signet.idp.clientregistration",
    "dev.signet.idp.ratelimit",
    "dev.signet.idp.password",
    "dev.signet.idp.setup",
    "dev.signet.idp.outbox",
    "dev.signet.idp.mail",
    "dev.signet.idp.registration"
})
@ImportAutoConfiguration({
    JacksonAutoConfiguration.class,
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    LiquibaseAutoConfiguration.class,
    MetricsAutoConfiguration.class,
    CompositeMeterRegistryAutoConfiguration.class,
    SimpleMetricsExportAutoConfiguration.class
})
public class CommandContext {}
