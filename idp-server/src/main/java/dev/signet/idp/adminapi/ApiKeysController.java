package dev.signet.idp.adminapi;

import dev.signet.idp.adminapi.KeyBodies.KeyList;
import dev.signet.idp.adminapi.KeyBodies.Rotation;
import dev.signet.idp.adminapi.KeyBodies.RotationPlan;
import dev.signet.idp.adminapi.KeyBodies.SigningKey;
import dev.signet.idp.adminui.KeyDirectory;
import dev.signet.idp.token.AdministrationApi;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The keys that sign tokens. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/keys")
class ApiKeysController {

    private final KeyDirectory directory;

    ApiKeysController(KeyDirectory directory) {
        this.directory = directory;
    }

    @GetMapping
    @Summary("Lists signing keys")
    KeyList list() {
        return new KeyList(directory.list().stream().map(SigningKey::of).toList());
    }

    @GetMapping("/rotation")
    @Summary("Says what a rotation would do now")
    RotationPlan plan() {
        return RotationPlan.of(directory.plan());
    }

    @PostMapping("/rotation")
    @Summary("Publishes a successor of each key that signs and has none")
    Rotation rotate() {
        return new Rotation(directory.rotate());
    }
}
