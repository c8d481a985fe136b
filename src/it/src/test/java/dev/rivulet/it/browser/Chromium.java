/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import java.io.File;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;

/** The installed Chromium, without a window on a screen and with a new profile: one process, that tests have in turn. */
final class Chromium implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Chromium.class.getName());
    private static final Optional<File> CHROMIUM = onPath("chromium", "chromium-browser", "google-chrome");
    private static final Optional<File> DRIVER = onPath("chromedriver");

    private ChromeDriver driver = started();

    /** What this machine lacks to show pages; empty where it lacks nothing. */
    static Optional<String> lacks() {
        return CHROMIUM.isPresent() && DRIVER.isPresent()
                ? Optional.empty()
                : Optional.of("There is no " + (CHROMIUM.isPresent() ? "chromedriver" : "Chromium") + " on the PATH");
    }

    /** Gives it to a next test, which has nothing of those before it; starts another one if this one cannot be cleared. */
    Browser browser() {
        try {
            clear();
        } catch (WebDriverException e) {
            LOG.log(Level.WARNING, "Chromium cannot be cleared, so another one is started", e);
            driver.quit();
            driver = started();
        }
        return new Browser(driver);
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** Closes the pages, and with them their streams, and forgets cookies, cache and what the console has said. */
    private void clear() {
        Set<String> used = driver.getWindowHandles();
        driver.switchTo().newWindow(WindowType.TAB);
        String empty = driver.getWindowHandle();
        used.forEach(tab -> driver.switchTo().window(tab).close());
        driver.switchTo().window(empty);
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        driver.manage().logs().get(LogType.BROWSER);
    }

    /** The driver gives it a new directory for its profile, and deletes that in the end. */
    private static ChromeDriver started() {
        ChromeOptions options = new ChromeOptions()
                .setBinary(CHROMIUM.orElseThrow())
                .addArguments(
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--window-size=1280,1024");
        options.setCapability("goog:loggingPrefs", Map.of(LogType.BROWSER, "WARNING"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.orElseThrow())
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Browser.TIMEOUT).pageLoadTimeout(Browser.TIMEOUT);
        return driver;
    }

    private static Optional<File> onPath(String... names) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(names)
                .flatMap(name ->
                        Stream.of(path.split(Pattern.quote(File.pathSeparator))).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toFile)
                .findFirst();
    }
}
