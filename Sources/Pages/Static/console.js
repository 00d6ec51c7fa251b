import { Closing } from "./closing.js";
import { Combobox } from "./combobox.js";
import { Confirmation } from "./confirmation.js";
import { GateBanner } from "./gatebanner.js";
import { Keys } from "./keys.js";
import { Regions } from "./regions.js";
import { Sending } from "./sending.js";
import { ServerClock, ago } from "./serverclock.js";
import { element, show, word } from "./words.js";

const askEvery = 1000;
const answerWithin = 5000;

/** The office's console: sends its forms in the background and keeps itself up to date. */
class Console {
    #root;
    #asked = 0;
    #isAsking = false;
    #isLeaving = false;
    #status = element("p", { class: "visually-hidden", role: "status" });
    #clock = new ServerClock();
    #regions;
    #banner;
    #closing;
    #confirmation;
    #keys;

    constructor(root) {
        this.#root = root;
        this.#clock.read(root);
        this.#regions = new Regions(root);
        root.append(this.#status);
        this.#confirmation = new Confirmation(root, this.#status);
        const begin = () => ++this.#asked;
        const take = (response, asked) => this.#take(response, asked, true);
        this.#closing = new Closing(root, {
            begin, take, changed: (isClosed) => this.#heardOfClosing(isClosed),
        });
        this.#banner = new GateBanner(root, this.#clock, this.#closing, () => this.#turn());
        new Sending(root, {
            begin, take, close: () => this.#closing.press(), say: (text) => this.#say(text),
            announce: () => this.#announce(),
        });
        this.#keys = new Keys(root, {
            close: () => this.#closing.press(), leave: () => this.#leave(),
            action: (key) => this.#action(key), typing: () => this.#say(word("office.typing")),
        });
        this.#speakers();
        this.#part("help").hidden = false;
        this.#part("help").addEventListener("click", () => this.#help());
        this.#fit();
        setInterval(() => this.#tick(), 100);
        setInterval(() => { if (!document.hidden) this.#ask(); }, askEvery);
        document.addEventListener("visibilitychange", () => { if (!document.hidden) this.#ask(); });
    }

    #part(name) { return this.#root.querySelector(`[data-part="${name}"]`); }

    #say(text) { show(this.#part("message"), text); }

    /** What happened, for those who do not see the footer: a line that came and went would push
        all else down. */
    #announce() {
        const last = this.#root.querySelector('[data-region="last"] strong')?.textContent ?? "";
        show(this.#status, `${word("office.done")} ${last}`);
    }

    /** The gate has turned: what was to be confirmed was so under another one. */
    #turn() {
        this.#confirmation.drop();
        show(this.#status, this.#root.querySelector(".gate-word").textContent);
    }

    // Hearing.

    async #ask() {
        if (this.#isAsking) return;
        this.#isAsking = true;
        const asked = ++this.#asked;
        try {
            const response = await fetch(this.#root.dataset.page, {
                cache: "no-store", signal: AbortSignal.timeout(answerWithin),
            });
            await this.#take(response, asked, false);
        } catch {
            // The banner says since when nothing was heard.
        } finally {
            this.#isAsking = false;
        }
    }

    /** Takes over what the server's page says. @returns whether the server did what was asked. */
    async #take(response, asked, isAction) {
        const text = await response.text();
        const next = new DOMParser().parseFromString(text, "text/html");
        const root = next.querySelector("[data-console]");
        if (!root) {
            this.#say(word(next.querySelector('[data-action="sign-in"]')
                ? "office.signedOut" : "office.failed", { reason: String(response.status) }));
            return false;
        }
        // An answer that a later one has overtaken says nothing new.
        if (asked < this.#asked && !isAction) return true;
        this.#clock.read(root);
        this.#closing.hear(root.dataset.gate, asked);
        this.#banner.take(root);
        if (root.dataset.state !== this.#root.dataset.state) {
            // A press is sent until it is acknowledged.
            this.#isLeaving = true;
            if (!this.#closing.isUnderWay) location.reload();
            return true;
        }
        this.#regions.take(root);
        this.#tick();
        const said = root.querySelector('[data-part="message"]')?.textContent ?? "";
        if (isAction && said) this.#say(said);
        return response.ok && !(isAction && said);
    }

    #heardOfClosing(isClosed) {
        if (this.#closing.isUnderWay) return this.#banner.update();
        if (this.#isLeaving) return location.reload();
        if (isClosed) this.#banner.close();
        this.#ask();
    }

    // Keys.

    /** What a key does, or null. */
    #action(key) {
        if (key === "g") return () => this.#closing.press();
        const bearer = () => this.#root.querySelector(
            `:is([data-focus-key="${CSS.escape(key)}"], [data-key="${CSS.escape(key)}"])`);
        // What bears the key may be written anew before it acts.
        return bearer() && (() => this.#press(bearer()));
    }

    #press(button) {
        if (button?.localName === "input") {
            button.focus();
            button.select();
            return;
        }
        if (button?.localName !== "summary") return button?.click();
        // A key opens a form and never folds it.
        const details = button.parentElement;
        details.open = true;
        details.querySelector("form input:not([type=hidden]), form button").focus();
    }

    #leave() {
        for (const details of this.#root.querySelectorAll("details[open]")) details.open = false;
        if (!document.getElementById("key-help").hidden) this.#help();
        this.#confirmation.drop();
    }

    #help() {
        const list = document.getElementById("key-help");
        list.hidden = !list.hidden;
        this.#part("help").setAttribute("aria-expanded", String(!list.hidden));
        if (!list.hidden) list.scrollIntoView({ block: "nearest" });
    }

    // Who speaks.

    #speakers() {
        const form = this.#root.querySelector('form[data-action="speaker"]');
        const list = this.#part("matches");
        const persons = JSON.parse(document.getElementById("persons")?.textContent ?? "[]");
        if (!form || !list) return;
        const field = form.elements.namedItem("name");
        new Combobox(field, list, persons, (person, name) => {
            form.elements.namedItem("person").value = person?.id ?? "";
            field.value = name;
            form.requestSubmit();
            form.elements.namedItem("person").value = "";
        });
    }

    // Time and place.

    #tick() {
        show(this.#part("clock"), this.#clock.text());
        this.#banner.update();
        this.#keys.update();
        const since = this.#root.querySelector("[data-since]")?.dataset.since;
        const age = this.#part("age");
        if (age && since) show(age, ago(this.#clock.now - Number(since)));
    }

    /** Banner and undo strip stay in sight: what scrolls stops beneath the one, above the other. */
    #fit() {
        const top = this.#root.querySelector(".console-top");
        const last = this.#root.querySelector(".console-last");
        const style = document.documentElement.style;
        const measure = new ResizeObserver(() => {
            style.setProperty("--console-top", `${top.offsetHeight}px`);
            style.setProperty("--console-last", `${last.offsetHeight}px`);
        });
        measure.observe(top);
        measure.observe(last);
    }
}

const root = document.querySelector("[data-console]");
if (root) new Console(root);
