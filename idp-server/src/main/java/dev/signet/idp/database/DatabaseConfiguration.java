package dev.signet.idp.database;

import dev.signet.idp.settings.IdpProperties;
import java.util.Map;
import liquibase.integration.spring.SpringLiquibase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseConnectionDetails;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Chooses the database when the application starts, not when it is built: with {@code spring.datasource.url} that one,
 * without it our own. Liquibase connects as the owner, the pool as the application.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Logger log = LoggerFactory.getLogger(DatabaseConfiguration.class);

    @Bean
    Database database(DataSourceProperties external, LiquibaseProperties migration, IdpProperties idp) {
        if (external.getUrl() != null) {
            return ExternalDatabase.open(external, migration);
        }
        return Database.local(new LocalPostgres(idp.dataDir().resolve("postgres"), log::info));
    }

    @Bean
    JdbcConnectionDetails jdbcConnectionDetails(Database database) {
        return database.application();
    }

    @Bean
    LiquibaseConnectionDetails liquibaseConnectionDetails(Database database) {
        return new Database.Migration(database.owner());
    }

    /** The changelog grants rights to the application's role by name. */
    @Bean
    static BeanPostProcessor applicationRoleName(ObjectProvider<Database> database) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof SpringLiquibase liquibase) {
                    log.info("Bringing the tables up to date");
                    liquibase.setChangeLogParameters(Map.of(
                            "application_role",
                            database.getObject().application().getUsername()));
                }
                return bean;
            }
        };
    }
}
