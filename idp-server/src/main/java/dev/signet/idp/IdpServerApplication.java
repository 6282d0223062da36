package dev.signet.idp;

import dev.signet.idp.command.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Signet, an OAuth 2.0 authorization server and OpenID Provider. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IdpServerApplication {

    public static void main(String[] args) {
        if (!Commands.serves(args)) {
            System.exit(Commands.run(args));
        }
        SpringApplication.run(IdpServerApplication.class, args);
    }
}
