package dev.signet.idp.adminui;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One scope, in memory. What it was asked to do is written down. */
class FakeScopeOffice implements ScopeOffice {

    static final String ORDERS = "https://x.example/orders";

    final List<String> done = new ArrayList<>();
    Map<String, Object> received = Map.of();
    Creation creation = new Creation.Created();
    Change change = new Change.Saved();

    void asItWas() {
        done.clear();
        received = Map.of();
        creation = new Creation.Created();
        change = new Change.Saved();
    }

    Stored stored(String description, long version) {
        return new Stored(
                ORDERS,
                true,
                version,
                Map.of("description", description, "claims", List.of("staff_mail = email"), "in_id_token", true));
    }

    @Override
    public Optional<Stored> find(String name) {
        return name.equals(ORDERS) ? Optional.of(stored("Read your orders", 3)) : Optional.empty();
    }

    @Override
    public List<String> sources() {
        return List.of("email", "name");
    }

    @Override
    public Creation create(Map<String, Object> fields) {
        done.add("create");
        received = fields;
        return creation;
    }

    @Override
    public Change change(String name, long version, Map<String, Object> fields) {
        done.add("change " + name + " " + version);
        received = fields;
        return change;
    }

    @Override
    public Optional<Extent> extent(String name) {
        return find(name).map(_ -> new Extent(2, 1001, 0));
    }

    @Override
    public boolean delete(String name) {
        done.add("delete " + name);
        return true;
    }
}
