package dev.signet.idp.client;

import dev.signet.idp.audit.AuditEvent;
import dev.signet.idp.outbound.TestOutbound;
import dev.signet.idp.test.TestDatabase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.json.JsonMapper;

/** One node's view of the clients in a database. Two of these are two nodes. */
final class ClientFixture {

    final TestDatabase database;
    final List<Object> events = Collections.synchronizedList(new ArrayList<>());
    final ClientRepository repository;
    final Clients clients;
    final Scopes scopes;
    final ClientConfiguration configuration;
    final ClientRegistration registration;
    final ClientSecrets secrets;
    final ClientLint lint;
    final SecretUse secretUse;
    final ScopeAdministration scopeAdministration;

    ClientFixture(TestDatabase database, Clock clock, Map<String, String> environment) {
        this.database = database;
        var jdbc = database.jdbc();
        var json = JsonMapper.builder().build();
        var variables = new MockEnvironment();
        environment.forEach(variables::setProperty);
        var scopeRepository = new ScopeRepository(jdbc, json, clock);
        this.repository = new ClientRepository(jdbc, json, clock);
        this.clients = new Clients(repository, new ClientCache(clock));
        this.scopes = new Scopes(scopeRepository, clock);
        var writer = new ClientWriter(repository, new ClientSecretRepository(jdbc, clock), events::add, json);
        var sectors = new SectorDocuments(TestOutbound.toThisMachine(), json);
        this.configuration = new ClientConfiguration(
                new DeclaredClients(repository, writer),
                new DeclaredSectors(repository, sectors),
                new ScopeWriter(scopeRepository, events::add),
                clients,
                scopes,
                database.transactions(),
                variables,
                new ConfigurationText(repository, scopeRepository));
        this.secrets = new ClientSecrets(
                new ClientSecretRepository(jdbc, clock),
                new RegistrationRepository(jdbc, json, clock),
                clients,
                database.transactions(),
                events::add,
                clock);
        this.registration = new ClientRegistration(
                new RegistrationRepository(jdbc, json, clock),
                secrets,
                clients,
                scopes,
                sectors,
                database.transactions(),
                events::add);
        this.lint = new ClientLint(scopes, secrets, clock);
        this.secretUse = new SecretUse(new ClientSecretRepository(jdbc, clock), clock);
        this.scopeAdministration =
                new ScopeAdministration(scopeRepository, scopes, clients, database.transactions(), events::add);
    }

    List<String> actions() {
        return events.stream()
                .filter(AuditEvent.class::isInstance)
                .map(event -> ((AuditEvent) event).action())
                .toList();
    }
}
