package dev.signet.idp.deviceauthorization;

import dev.signet.idp.token.ClientEndpoints;
import dev.signet.idp.token.UserCodes;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Where somebody types the code that a device shows. Whether there is such a device is asked of people who signed in. */
@Controller
@RequestMapping(ClientEndpoints.DEVICE_PAGE)
class DeviceCodeController {

    /** What the page holds. */
    record CodeForm(@Nullable String code) {

        @Override
        public String toString() {
            return "CodeForm[redacted]";
        }
    }

    @GetMapping
    String ask(Model model) {
        model.addAttribute("form", new CodeForm(null));
        return "deviceauthorization/code";
    }

    @PostMapping
    String take(@ModelAttribute("form") CodeForm form, BindingResult errors) {
        var code = form.code() == null ? null : UserCodes.read(form.code()).orElse(null);
        if (code == null) {
            errors.rejectValue("code", "deviceAuthorization.code.malformed");
            return "deviceauthorization/code";
        }
        return "redirect:" + ClientEndpoints.DEVICE_PAGE + "/" + code;
    }
}
