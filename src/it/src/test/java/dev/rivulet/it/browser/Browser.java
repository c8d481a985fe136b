/* SPDX-License-Identifier: Apache-2.0 */
package dev.rivulet.it.browser;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.awaitility.core.ThrowingRunnable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** {@link Chromium} as one test has it: with a single empty tab at first, and nothing from the tests before. Not thread-safe. */
public final class Browser {

    /** Longer than anything takes on a machine that has other things to do. */
    public static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final ChromeDriver driver;

    Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Waits until what is asserted holds. */
    public static void awaitThat(ThrowingRunnable assertions) {
        await().atMost(TIMEOUT).untilAsserted(assertions);
    }

    /** Waits for a value that fits, and answers it. */
    public static <T> T awaitFor(Callable<T> value, Predicate<T> fits) {
        return await().atMost(TIMEOUT).until(value, fits);
    }

    /** Loads a page into the tab at hand. */
    public void open(URI page) {
        driver.get(page.toString());
    }

    /** Has each page that the tab at hand loads from now on run this before its own scripts. */
    void runBeforePages(String script) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Opens another tab, which is the one at hand from now on. */
    Tab openTab() {
        driver.switchTo().newWindow(WindowType.TAB);
        return tab();
    }

    /** The tab at hand. */
    Tab tab() {
        return new Tab(driver.getWindowHandle());
    }

    void switchTo(Tab tab) {
        driver.switchTo().window(tab.handle());
    }

    /** Runs the body of a function in the page, and answers what it returns. */
    public Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs the body of a function in the page, and answers what that passes to its last argument, a function. */
    Object runUntilDone(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    /** What the element says, shown or not. */
    String text(String selector) {
        return String.valueOf(run("return document.querySelector(arguments[0]).textContent", selector));
    }

    /** Presses a button: by its key, since what arrives meanwhile may move it away from under a mouse. */
    void press(String selector) {
        find(selector).sendKeys(Keys.ENTER);
    }

    /** Replaces what a field holds. */
    void fill(String selector, String text) {
        WebElement field = find(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** Chooses one of a list's options by its first letters. */
    void choose(String selector, String option) {
        find(selector).sendKeys(option);
    }

    /** Takes the network away from the tab at hand, or gives it back. */
    void setOffline(boolean offline) {
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", offline, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** The warnings and errors on the console since it was asked last, in all tabs. */
    List<String> complaints() {
        return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
                .map(Object::toString)
                .toList();
    }

    private WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** One of the pages that are open. */
    record Tab(String handle) {}
}
