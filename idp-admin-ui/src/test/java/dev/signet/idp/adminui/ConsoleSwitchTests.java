package dev.signet.idp.adminui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

class ConsoleSwitchTests {

    private final WebApplicationContextRunner console = new WebApplicationContextRunner()
            .withBean(FakeClientDirectory.class)
            .withBean(FakeViewer.class)
            .withUserConfiguration(ClientsController.class);

    @Test
    void isThereUnlessItIsSwitchedOff() {
        console.run(context -> assertThat(context.getBeansWithAnnotation(AdminController.class))
                .hasSize(1));
    }

    @Test
    void isGoneWhereItIsSwitchedOff() {
        console.withPropertyValues("idp.admin.enabled=false")
                .run(context -> assertThat(context.getBeansWithAnnotation(AdminController.class))
                        .isEmpty());
    }
}
