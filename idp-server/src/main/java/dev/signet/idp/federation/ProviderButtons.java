package dev.signet.idp.federation;

import dev.signet.idp.login.Journey;
import dev.signet.idp.login.SignInDetour;
import dev.signet.idp.login.SignInPart;
import dev.signet.idp.user.EmailAddress;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What the sign-in page has of other providers: a button for each, and the way for people whose domain has one. Asks none
 * of them anything, so the page is as fast as ever while one is down.
 */
@Component
@Order(20)
class ProviderButtons implements SignInPart, SignInDetour {

    private final Providers providers;
    private final Upstreams upstreams;

    ProviderButtons(Providers providers, Upstreams upstreams) {
        this.providers = providers;
        this.upstreams = upstreams;
    }

    /** @param isDown whether it did not answer those before */
    record Button(String id, String name, String address, boolean isDown) {}

    @Override
    public String template() {
        return "federation/part";
    }

    @Override
    public Map<String, Object> model(Journey journey) {
        var buttons = providers.list().stream()
                .filter(Provider::hasButton)
                .map(it -> new Button(
                        it.id(),
                        it.name(),
                        journey.to(UpstreamController.path(it)),
                        upstreams.of(it).isDown()))
                .toList();
        return Map.of("providers", buttons);
    }

    @Override
    public boolean isOpen() {
        return providers.list().stream().anyMatch(it -> !it.domains().isEmpty());
    }

    /** Goes by the domain alone, so that it tells nothing about who has an account. */
    @Override
    public Optional<String> path(String identifier, Journey journey) {
        return EmailAddress.parse(identifier)
                .flatMap(address -> providers
                        .of(address)
                        .map(it -> journey.to(
                                UpstreamController.path(it) + "/elsewhere",
                                "hint=" + UpstreamController.encode(address.value()))));
    }
}
