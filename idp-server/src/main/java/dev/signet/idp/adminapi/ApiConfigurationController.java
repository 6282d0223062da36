package dev.signet.idp.adminapi;

import dev.signet.idp.token.AdministrationApi;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Clients and scopes as the file that {@code config apply} takes. */
@AdminApiController
@RequestMapping(AdministrationApi.PATH + "/configuration")
class ApiConfigurationController {

    private static final String YAML = "application/yaml";

    private final ConfigurationDesk configuration;

    ApiConfigurationController(ConfigurationDesk configuration) {
        this.configuration = configuration;
    }

    @GetMapping
    @Summary(value = "Exports clients and scopes, without secrets", mediaType = YAML)
    ResponseEntity<String> export() {
        return ResponseEntity.ok().contentType(MediaType.valueOf(YAML)).body(configuration.export());
    }
}
