package dev.signet.idp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.idp.settings.InvalidSettingException;
import dev.signet.idp.test.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;

/** This module and those below it, wired by Spring and started as the server starts them. */
class ClientsAtStartTests {

    private static final String SHOP = """
            clients:
              - client_id: web-shop
                redirect_uris: [https://shop.example.com/callback]
                scope: openid
                client_secret_file: shop.secret
            """;

    private final TestDatabase database = TestDatabase.migrated();

    @TempDir
    Path folder;

    @Test
    void theFileIsAppliedAndAudited() throws IOException {
        write(SHOP);

        try (var context = start(WebApplicationType.SERVLET)) {
            assertThat(context.getBean(Clients.class).find("web-shop")).isPresent();
        }
        assertThat(auditedActions()).isEqualTo(1);
    }

    @Test
    void aMistakeStopsTheStart() throws IOException {
        write(SHOP.replace("/callback", "/callback#part"));

        assertThatThrownBy(() -> start(WebApplicationType.SERVLET).close())
                .rootCause()
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageEndingWith(":3: clients[0].redirect_uris[0]: fragment not allowed, RFC 6749 §3.1.2");
        assertThat(auditedActions()).isZero();
    }

    @Test
    void aCommandDoesNotApplyTheFileUnasked() throws IOException {
        write(SHOP);

        try (var context = start(WebApplicationType.NONE)) {
            assertThat(context.getBean(Clients.class).find("web-shop")).isEmpty();
            assertThat(context.getBean(ClientConfiguration.class).apply(folder.resolve("clients.yaml")))
                    .isInstanceOf(ClientConfiguration.Outcome.Applied.class);
            assertThat(context.getBean(Clients.class).find("web-shop")).isPresent();
        }
    }

    private ConfigurableApplicationContext start(WebApplicationType type) {
        return new SpringApplicationBuilder(Slice.class)
                .web(type)
                .initializers(it ->
                        ((GenericApplicationContext) it).registerBean(LiquibaseConnectionDetails.class, Nobody::new))
                .run(
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username="
                                + database.applicationRole().username(),
                        "--spring.datasource.password="
                                + database.applicationRole().password(),
                        "--spring.liquibase.enabled=false",
                        "--db-scheduler.enabled=false",
                        "--server.port=0",
                        "--management.server.port=0",
                        "--idp.data-dir=target/test-data",
                        "--idp.config-dir=" + folder);
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("shop.secret"), TestClients.SECRET);
        Files.writeString(folder.resolve("clients.yaml"), text);
    }

    private long auditedActions() {
        return database.owner()
                .sql("SELECT count(*) FROM audit_event WHERE action = 'client.registered' AND client_id = 'web-shop'")
                .query(Long.class)
                .single();
    }

    @EnableAutoConfiguration
    @ComponentScan({
        "dev.signet.idp.client",
        "dev.signet.idp.audit",
        "dev.signet.idp.crypto",
        "dev.signet.idp.outbound",
        "dev.signet.idp.settings"
    })
    @ConfigurationPropertiesScan({
        "dev.signet.idp.audit",
        "dev.signet.idp.crypto",
        "dev.signet.idp.outbound",
        "dev.signet.idp.settings"
    })
    static class Slice {}

    /** For the months of the audit trail, which nobody looks after here. Not a bean that other tests would find. */
    private static final class Nobody implements LiquibaseConnectionDetails {

        @Override
        public String getJdbcUrl() {
            return "jdbc:postgresql://localhost/nowhere";
        }

        @Override
        public String getUsername() {
            return "nobody";
        }

        @Override
        public String getPassword() {
            return "";
        }
    }
}
