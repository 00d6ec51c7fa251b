"""Chromium and Firefox, driven by WebDriver with nothing but Python's library.

Chromium is spoken to by Debian's chromedriver (W3C WebDriver over HTTP), Firefox by Marionette, the
protocol that geckodriver would translate to (JSON over TCP); both take the same commands.
"""

import base64
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
from ports import free_port

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {
    "Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004", "Space": " ", "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015", "Home": "\ue011",
    "End": "\ue010", "PageUp": "\ue00e", "PageDown": "\ue00f", "Shift": "\ue008",
    "Control": "\ue009", "Alt": "\ue00a",
}


class BrowserError(Exception):
    """What the browser answered instead of doing it."""


# How much longer than on a machine that has nothing else to do something may take.
PATIENCE = 4


def poll(look, seconds, what):
    """Waits until `look` gives something true, and returns it; `seconds` on an idle machine."""
    deadline = time.monotonic() + PATIENCE * seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {PATIENCE * seconds} s: {what}")
        time.sleep(0.05)


class Browser:
    """A window of one browser. Use as a context manager.

    With `autoplay` pages play with sound though nobody clicked.
    """

    name = ""

    def __init__(self, width=1440, height=900, *, dark=False, contrast=False, language="de",
                 autoplay=False):
        self.dark, self.contrast, self.language = dark, contrast, language
        self.autoplay = autoplay
        self.profile = tempfile.mkdtemp(prefix=f"ratskanal-{self.name}-")
        self.log = open(os.path.join(self.profile, "browser.log"), "wb")
        self.process = None
        try:
            self._start()
            self.command("POST", "/timeouts", "WebDriver:SetTimeouts",
                         {"script": 120_000, "pageLoad": 60_000})
            self.resize(width, height)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def spawn(self, arguments, **more):
        # A session of its own, so that the browser's many processes end with it.
        self.process = subprocess.Popen(
            arguments, stdout=self.log, stderr=self.log, start_new_session=True, **more)

    def close(self):
        if self.process:
            try:
                os.killpg(self.process.pid, signal.SIGTERM)
                self.process.wait(5)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                pass
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait()
            self.process = None
        self.log.close()
        shutil.rmtree(self.profile, ignore_errors=True)

    # Tabs. Chromium takes each that it was switched to for visible from then on.

    @property
    def tabs(self):
        return self.command("GET", "/window/handles", "WebDriver:GetWindowHandles", {})

    def switch(self, tab):
        """Speaks to a tab from now on and brings it to the front."""
        self.command("POST", "/window", "WebDriver:SwitchToWindow", {"handle": tab, "focus": True})

    def close_tab(self):
        self.command("DELETE", "/window", "WebDriver:CloseWindow", {})

    # What a page is asked.

    def open(self, url):
        self.command("POST", "/url", "WebDriver:Navigate", {"url": url})

    def eval(self, expression, *arguments):
        """The value of a JavaScript expression; `arguments` are there as `arguments[0]`…"""
        return self.run(f"return ({expression});", *arguments)

    def run(self, script, *arguments):
        return self.command("POST", "/execute/sync", "WebDriver:ExecuteScript",
                            {"script": script, "args": list(arguments)})

    def run_async(self, body, *arguments):
        """Runs the body of an async function and returns what it returns."""
        script = (
            "const done = arguments[arguments.length - 1];"
            "const given = Array.prototype.slice.call(arguments, 0, -1);"
            f"(async function () {{ {body} }}).apply(null, given)"
            ".then((value) => done({ value }), (error) => done({ error: String(error.stack || error) }));")
        answer = self.command("POST", "/execute/async", "WebDriver:ExecuteAsyncScript",
                              {"script": script, "args": list(arguments)})
        if "error" in answer:
            raise BrowserError(answer["error"])
        return answer.get("value")

    def wait(self, expression, seconds=10):
        """Waits until a JavaScript expression is true."""
        return poll(lambda: self.eval(expression), seconds, f"{self.name}: {expression}")

    def find(self, selector):
        answer = self.command("POST", "/element", "WebDriver:FindElement",
                              {"using": "css selector", "value": selector})
        return answer[ELEMENT]

    def click(self, selector):
        """A real click with the pointer, which counts as the viewer's gesture."""
        element = self.find(selector)
        self.command("POST", f"/element/{element}/click", "WebDriver:ElementClick", {"id": element})

    def type(self, text):
        """Presses keys where the focus is; a name of KEYS is one key."""
        actions = []
        for key in [KEYS[text]] if text in KEYS else text:
            actions += [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self.actions([{"type": "key", "id": "keys", "actions": actions}])

    def hold(self, *keys):
        """Presses keys together, the last one while the others are held down."""
        values = [KEYS.get(key, key) for key in keys]
        self.actions([{"type": "key", "id": "keys", "actions": [
            *({"type": "keyDown", "value": value} for value in values),
            *({"type": "keyUp", "value": value} for value in reversed(values))]}])

    def press_at(self, selector, share):
        """A click at a share of an element's width, as on a seek bar."""
        x, y = self.eval(
            "(() => { const b = document.querySelector(arguments[0]).getBoundingClientRect();"
            " return [b.left + b.width * arguments[1], b.top + b.height / 2]; })()"
            .replace("arguments[", "args[").replace("(() =>", "((...args) =>")
            .replace("})()", "})(arguments[0], arguments[1])"), selector, share)
        self.actions([{
            "type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [
                {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0},
                {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]}])

    def actions(self, actions):
        self.command("POST", "/actions", "WebDriver:PerformActions", {"actions": actions})

    def screenshot(self, path=None, *, full=False):
        """The window as PNG; with `full` the whole page."""
        png = base64.b64decode(self._screenshot(full))
        if path:
            with open(path, "wb") as file:
                file.write(png)
        return png


class Chromium(Browser):
    name = "chromium"

    def _start(self):
        port = free_port()
        self.spawn(["chromedriver", f"--port={port}", "--log-level=WARNING"])
        self.base = f"http://127.0.0.1:{port}"
        poll(self._is_ready, 30, "chromedriver")
        arguments = [
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--mute-audio", "--no-first-run", "--disable-background-networking",
            f"--accept-lang={self.language}",
            f"--user-data-dir={self.profile}/data",
            *(["--autoplay-policy=no-user-gesture-required"] if self.autoplay else []),
        ]
        options = {"binary": shutil.which("chromium"), "args": arguments}
        answer = self._http("POST", "/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}})
        self.base += f"/session/{answer['sessionId']}"

    def _is_ready(self):
        try:
            return self._http("GET", "/status")["ready"]
        except OSError:
            return False

    def _http(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=180) as response:
                return json.load(response)["value"]
        except urllib.error.HTTPError as error:
            value = json.load(error)["value"]
            raise BrowserError(f"{value['error']}: {value['message']}") from None

    def command(self, method, path, _name, body):
        return self._http(method, path, None if method != "POST" else body)

    def devtools(self, name, **parameters):
        return self._http("POST", "/goog/cdp/execute", {"cmd": name, "params": parameters})

    def resize(self, width, height):
        self.devtools("Emulation.setDeviceMetricsOverride", width=width, height=height,
                      deviceScaleFactor=1, mobile=False)
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if self.dark else "light"},
            {"name": "prefers-contrast", "value": "more" if self.contrast else "no-preference"},
            # Pictures are taken at once, not in the midst of a change of colours.
            {"name": "prefers-reduced-motion", "value": "reduce"}]
        self.devtools("Emulation.setEmulatedMedia", media="screen", features=features)

    def console(self):
        """Faults and breaches of the content policy on the console since the last call."""
        entries = self._http("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

    def _screenshot(self, full):
        return self.devtools(
            "Page.captureScreenshot", format="png", captureBeyondViewport=full)["data"]


class Firefox(Browser):
    name = "firefox"

    def _start(self):
        port = free_port()
        preferences = {
            "marionette.port": port, "app.update.auto": False, "browser.shell.checkDefaultBrowser": False,
            "browser.startup.page": 0, "datareporting.policy.dataSubmissionEnabled": False,
            "toolkit.telemetry.reportingpolicy.firstRun": False, "network.captive-portal-service.enabled": False,
            "network.connectivity-service.enabled": False, "extensions.getAddons.cache.enabled": False,
            "app.normandy.enabled": False, "services.settings.server": "data:,",
            "media.volume_scale": "0.0", "media.gmp-manager.url": "", "browser.safebrowsing.update.enabled": False,
            "layout.css.prefers-color-scheme.content-override": 0 if self.dark else 1,
            "browser.display.document_color_use": 0, "dom.disable_beforeunload": True,
            "intl.accept_languages": self.language,
        }
        if self.autoplay:
            preferences["media.autoplay.default"] = 0
        if self.contrast:
            preferences["ui.prefersContrast"] = 1
            preferences["layout.css.prefers-contrast.enabled"] = True
        with open(os.path.join(self.profile, "user.js"), "w", encoding="utf-8") as file:
            for name, value in preferences.items():
                file.write(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n")
        self.number = 0
        self.socket = self.sound = None
        # A home of its own: Firefox refuses one that belongs to somebody else.
        self.spawn(["firefox-esr", "--headless", "--marionette", "--remote-allow-system-access",
                    "--no-remote", "--profile", self.profile],
                   env={**os.environ, **self._start_sound(), "MOZ_HEADLESS_WIDTH": "1600",
                        "MOZ_HEADLESS_HEIGHT": "1200"})
        self.socket = poll(lambda: self._connect(port), 60, "firefox")
        self.incoming = self.socket.makefile("rb")
        self._receive()
        self._call("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})

    def _start_sound(self):
        """A sink that plays into nothing: without any, Firefox does not run Web Audio at all."""
        where = {"HOME": self.profile, "XDG_RUNTIME_DIR": self.profile}
        address = os.path.join(self.profile, "sound")
        self.sound = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1",
             "--disable-shm=yes", "--load=module-null-sink rate=48000",
             f"--load=module-native-protocol-unix socket={address} auth-anonymous=1"],
            stdout=self.log, stderr=self.log, env={**os.environ, **where})
        poll(lambda: os.path.exists(address), 20, "pulseaudio")
        return {**where, "PULSE_SERVER": f"unix:{address}"}

    @staticmethod
    def _connect(port):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=180)
        except OSError:
            return None

    def _receive(self):
        length = b""
        while (byte := self.incoming.read(1)) != b":":
            if not byte:
                raise BrowserError("Firefox has gone")
            length += byte
        return json.loads(self.incoming.read(int(length)))

    def _call(self, name, parameters):
        self.number += 1
        message = json.dumps([0, self.number, name, parameters]).encode()
        self.socket.sendall(b"%d:" % len(message) + message)
        _, _, error, result = self._receive()
        if error:
            raise BrowserError(f"{error['error']}: {error['message']}")
        if isinstance(result, dict) and set(result) == {"value"}:
            return result["value"]
        return result

    def command(self, _method, _path, name, body):
        return self._call(name, body)

    def resize(self, width, height):
        # The window's frame takes its share: asked for once more by what is left over.
        self._call("WebDriver:SetWindowRect", {"width": width, "height": height})
        inner = self.eval("[innerWidth, innerHeight]")
        self._call("WebDriver:SetWindowRect",
                   {"width": 2 * width - inner[0], "height": 2 * height - inner[1]})

    def console(self):
        """Errors and breaches of the content policy, as Firefox's own console shows them."""
        self._call("Marionette:SetContext", {"value": "chrome"})
        try:
            found = self.run("""
                const found = Services.console.getMessageArray().filter((message) =>
                    message instanceof Ci.nsIScriptError && !(message.flags & 1)
                    && /^http:/.test(message.sourceName || message.cssSelectors || "")
                ).map((message) => message.errorMessage + " " + message.sourceName);
                Services.console.reset();
                return found;""")
        finally:
            self._call("Marionette:SetContext", {"value": "content"})
        return found

    def _screenshot(self, full):
        return self._call("WebDriver:TakeScreenshot", {"full": full, "hash": False})

    def close(self):
        if getattr(self, "socket", None):
            self.socket.close()
            self.socket = None
        if getattr(self, "sound", None):
            self.sound.kill()
            self.sound.wait()
            self.sound = None
        super().close()


BROWSERS = {"chromium": Chromium, "firefox": Firefox}
