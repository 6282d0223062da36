package dev.signet.idp.adminui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scopes in memory: one that is built in and one that is declared. */
class FakeScopes implements ScopeDirectory {

    String description = "Read your orders";

    @Override
    public List<Scope> list() {
        return List.of(
                new Scope(
                        "profile",
                        List.of(new Wording("en", "Your name"), new Wording("de", "Ihr Name")),
                        List.of("name", "locale"),
                        false,
                        List.of(),
                        true,
                        2),
                new Scope(
                        "https://x.example/orders",
                        List.of(new Wording(null, description)),
                        List.of(),
                        true,
                        List.of("https://api.example/"),
                        false,
                        1));
    }

    @Override
    public Optional<Detail> find(String name, @Nullable String after) {
        return list().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .map(it -> new Detail(
                        it,
                        true,
                        List.of(new Client("books", "Northwind Books", false)),
                        after == null ? "books" : null));
    }

    @Override
    public Path declarationsFile() {
        return Path.of("config/clients.yaml");
    }

    @Override
    public int mostCounted() {
        return 10_000;
    }
}
