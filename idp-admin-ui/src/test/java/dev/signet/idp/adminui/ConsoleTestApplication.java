package dev.signet.idp.adminui;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The console alone: what stands in for the server is {@link FakeClientDirectory}. */
@SpringBootApplication
class ConsoleTestApplication {}
