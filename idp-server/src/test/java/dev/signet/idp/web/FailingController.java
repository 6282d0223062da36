package dev.signet.idp.web;

import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;

/** Fails in every way. For the preview only: the application finds it on the class path of the tests. */
@Controller
@ConditionalOnProperty("signet.preview")
class FailingController {

    @GetMapping("/fail/{status}")
    String status(@PathVariable int status) {
        throw new ResponseStatusException(HttpStatus.valueOf(status), "secret reason");
    }

    @GetMapping("/fail/bug")
    String bug() {
        throw new IllegalStateException("secret detail");
    }

    @GetMapping("/fail/busy")
    String busy() {
        throw new BusyException(Duration.ofSeconds(7));
    }

    @GetMapping("/fail/limit")
    String limit() {
        throw new LimitReachedException("sign-in.address", Duration.ofMillis(41_500));
    }

    @GetMapping("/fail/template")
    String template() {
        return "no/such-template";
    }

    @PostMapping(path = "/fail/json", consumes = "application/json")
    @ResponseBody
    String json(@RequestBody String body) {
        return body;
    }

    @GetMapping("/userinfo")
    String api() {
        throw new IllegalStateException("secret detail");
    }
}
