package dev.signet.idp.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole application over HTTP, on a free port, with a database of its own.
 *
 * <p>All tests with this annotation share one running application, as clients and people share one provider. So they
 * make accounts and clients of their own and count no rows. Ask for {@code IdpProperties} to learn the address.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = TestSettings.class)
public @interface SignetTest {}
