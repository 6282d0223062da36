package dev.signet.idp.start;

import java.util.List;

/** Something that is left to do once Signet runs. Beans of this type are asked when it is ready, in their order. */
@FunctionalInterface
public interface FirstSteps {

    /** Lines for the operator, empty if there is nothing to do. They are printed and never logged. */
    List<String> lines();
}
