package dev.signet.idp.deviceauthorization;

import dev.signet.idp.client.Client;
import dev.signet.idp.client.Clients;
import dev.signet.idp.ratelimit.Attempt;
import dev.signet.idp.ratelimit.Limit;
import dev.signet.idp.ratelimit.Limits;
import dev.signet.idp.ratelimit.Subject;
import dev.signet.idp.session.BrowserSessions;
import dev.signet.idp.token.DeviceAuthorizations;
import dev.signet.idp.token.DeviceRequest;
import dev.signet.idp.token.UserCodes;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds devices by their codes, and keeps people from guessing: codes are short (RFC 8628 §5.1). */
@Component
class WaitingDevices {

    private final DeviceAuthorizations devices;
    private final Clients clients;
    private final Limits limits;

    WaitingDevices(DeviceAuthorizations devices, Clients clients, Limits limits) {
        this.devices = devices;
        this.clients = clients;
        this.limits = limits;
    }

    /** A device that waits under {@code code}, which is spelled as we show it. */
    record Device(String code, DeviceRequest request, Client client) {}

    /** Empty if nobody waits under {@code code}, which counts against whoever typed it. */
    Optional<Device> find(String code) {
        var guess = guess();
        limits.check(guess).orThrow();
        var shown = UserCodes.read(code).orElse(code);
        var device = devices.find(code)
                .flatMap(request -> clients.find(request.clientId()).map(client -> new Device(shown, request, client)));
        if (device.isEmpty()) {
            limits.failed(guess).orThrow();
        }
        return device;
    }

    private static Attempt guess() {
        var guess = Attempt.of(Limit.DEVICE_CODE, Subject.caller());
        return BrowserSessions.current()
                .map(it -> it.account().value())
                .map(it -> guess.and(Limit.DEVICE_CODE, Subject.account(it)).about(it))
                .orElse(guess);
    }
}
