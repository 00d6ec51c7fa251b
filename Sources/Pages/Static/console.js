import { Combobox } from "./combobox.js";
import { element, show, word } from "./words.js";

const askEvery = 1000;
const answerWithin = 2500;

/** The office's console: sends its forms in the background and keeps itself up to date. */
class Console {
    #root;
    #page;
    #asked = 0;
    #closing = null;
    #isSending = false;
    #isAway = false;
    #awaiting = null;
    #status;
    #clockBase;
    #shown = new Map();

    constructor(root) {
        this.#root = root;
        this.#page = root.dataset.page;
        for (const region of root.querySelectorAll("[data-region]")) {
            this.#shown.set(region.dataset.region, contentOf(region));
        }
        // The server's clock counts, not this computer's.
        this.#clockBase = this.#readClock(root);
        document.addEventListener("submit", (event) => this.#submit(event));
        document.addEventListener("keydown", (event) => this.#key(event));
        document.addEventListener("focusin", (event) => {
            if (!event.target.closest?.("[data-confirm]")) this.#awaiting = null;
        });
        this.#status = element("p", { class: "visually-hidden", role: "status" });
        root.append(this.#status);
        this.#speakers();
        this.#help();
        setInterval(() => this.#tick(), 250);
        setInterval(() => { if (!document.hidden) this.#ask(); }, askEvery);
        document.addEventListener("visibilitychange", () => { if (!document.hidden) this.#ask(); });
    }

    #part(name) { return this.#root.querySelector(`[data-part="${name}"]`); }

    #say(text) {
        const message = this.#part("message");
        if (message) show(message, text);
    }

    /** What happened, for those who do not see the footer: a line that came and went would push
        all else down. */
    #announce() {
        const last = this.#root.querySelector('[data-region="last"] strong')?.textContent ?? "";
        show(this.#status, `${word("office.done")} ${last}`);
    }

    // Sending.

    #submit(event) {
        const form = event.target;
        if (!this.#root.contains(form) || form.dataset.action === "sign-out") return;
        event.preventDefault();
        const data = new FormData(form);
        if (event.submitter?.name) data.append(event.submitter.name, event.submitter.value);
        if (form.dataset.action === "close") return this.#close(form, data);
        this.#send(form, data);
    }

    async #send(form, data) {
        // One after another: a second press of a key must not overtake the first.
        if (this.#isSending) return;
        this.#isSending = true;
        form.setAttribute("aria-busy", "true");
        try {
            const isDone = await this.#post(form.action, data);
            if (isDone) {
                this.#say("");
                this.#announce();
                if (form.contains(document.activeElement)
                    && document.activeElement.matches("input")) document.activeElement.blur();
                form.reset();
                const details = form.closest("details.entry");
                if (details) details.open = false;
            }
        } catch {
            // No answer: nobody knows whether the mark stands, so the page is asked again.
            this.#say(word("office.noConnection"));
        } finally {
            this.#isSending = false;
            form.removeAttribute("aria-busy");
        }
    }

    /** @returns whether it was done; throws where no answer came. */
    async #post(url, data) {
        const asked = ++this.#asked;
        const response = await fetch(url, {
            method: "POST", body: new URLSearchParams(data),
            signal: AbortSignal.timeout(answerWithin * 4),
        });
        return this.#take(response, asked, true);
    }

    /** Closing is not done until the recorder says so; until then it is sent again and again. */
    async #close(form, data) {
        if (this.#closing) return;
        this.#closing = { count: 0 };
        const url = form.action;
        while (this.#closing) {
            this.#closing.count += 1;
            const began = performance.now();
            let isAnswered = false;
            try {
                const asked = ++this.#asked;
                const response = await fetch(url, {
                    method: "POST", body: new URLSearchParams(data),
                    signal: AbortSignal.timeout(answerWithin),
                });
                isAnswered = await this.#take(response, asked, true);
                if (!this.#closing || this.#root.dataset.gate === "closed") break;
            } catch {
                // Said below, in red.
            }
            // The page itself says what is wrong where it is not the connection.
            if (!isAnswered || this.#root.dataset.gate === "open") this.#warn();
            await new Promise((resolve) => {
                setTimeout(resolve, Math.max(0, 1000 - (performance.now() - began)));
            });
        }
        this.#closing = null;
    }

    #warn() {
        const text = word("office.notClosedText", { count: this.#closing.count });
        const region = this.#root.querySelector('[data-region="gate"]');
        this.#root.dataset.gate = "unacknowledged";
        const banner = region.querySelector('[data-gate="unacknowledged"]');
        if (banner?.dataset.own) {
            show(banner.querySelector(".gate-text"), text);
            return;
        }
        this.#shown.delete("gate");
        region.replaceChildren(element("section", {
            class: "gate", "data-gate": "unacknowledged", "data-own": "yes", role: "alert",
            "aria-label": word("office.notClosed"),
        }, element("p", { class: "gate-word" }, element("strong", {}, word("office.notClosed"))),
        element("p", { class: "gate-text" }, text)));
    }

    // Hearing.

    async #ask() {
        if (this.#isSending) return;
        const asked = ++this.#asked;
        try {
            const response = await fetch(this.#page, {
                cache: "no-store", signal: AbortSignal.timeout(answerWithin * 2),
            });
            await this.#take(response, asked, false);
            if (this.#isAway) this.#say("");
            this.#isAway = false;
        } catch {
            if (!this.#isAway) this.#say(word("offlineTitle"));
            this.#isAway = true;
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
        if (root.dataset.state !== this.#root.dataset.state) {
            location.reload();
            return true;
        }
        if (root.dataset.gate === "closed") this.#closing = null;
        for (const region of root.querySelectorAll("[data-region]")) {
            const known = this.#root.querySelector(`[data-region="${region.dataset.region}"]`);
            if (region.dataset.region === "gate" && this.#closing?.count > 1) continue;
            if (known && !this.#isInUse(known)) this.#swap(known, region);
        }
        if (!this.#closing) this.#root.dataset.gate = root.dataset.gate;
        this.#clockBase = this.#readClock(root);
        const said = root.querySelector('[data-part="message"]')?.textContent ?? "";
        if (isAction && said) this.#say(said);
        return response.ok && !(isAction && said);
    }

    #isInUse(region) {
        const active = document.activeElement;
        return region.contains(active) && active.matches("input, select, textarea");
    }

    /** Puts new content in; what was unfolded or focused stays so. */
    #swap(known, region) {
        const content = contentOf(region);
        if (this.#shown.get(region.dataset.region) === content) return;
        this.#shown.set(region.dataset.region, content);
        const open = [...known.querySelectorAll("details")].map((details) => details.open);
        const active = known.contains(document.activeElement) ? document.activeElement : null;
        const all = "button, a, summary, input";
        const at = active ? [...known.querySelectorAll(all)].indexOf(active) : -1;
        known.replaceChildren(...region.childNodes);
        [...known.querySelectorAll("details")].forEach((details, index) => {
            details.open = open[index] ?? false;
        });
        if (at >= 0) known.querySelectorAll(all)[at]?.focus();
        this.#tick();
    }

    // Keys.

    #key(event) {
        if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
        const target = event.target;
        if (target.matches?.("input:not([type=checkbox]), textarea, select")) {
            if (event.key === "Escape") target.blur();
            return;
        }
        if (this.#awaiting && event.key === "Enter") {
            event.preventDefault();
            const button = this.#awaiting;
            this.#awaiting = null;
            if (button.isConnected) button.form.requestSubmit(button);
            return;
        }
        if (event.key === "Enter" || event.key === " " || event.repeat) return;
        const key = `${event.shiftKey && event.key.length === 1 && /[a-z]/i.test(event.key)
            ? "shift+" : ""}${event.key.toLowerCase()}`;
        const field = this.#root.querySelector(`[data-focus-key="${CSS.escape(key)}"]`);
        if (field) {
            event.preventDefault();
            field.focus();
            field.select();
            return;
        }
        const button = this.#root.querySelector(`[data-key="${CSS.escape(key)}"]`);
        if (!button) return;
        event.preventDefault();
        this.#press(button);
    }

    #press(button) {
        if (button.localName === "summary") {
            const details = button.parentElement;
            details.open = !details.open;
            const first = details.open && details.querySelector("form input:not([type=hidden]), form button");
            if (first) first.focus();
            else button.focus();
            return;
        }
        if (button.hasAttribute("data-confirm")) {
            // Opening takes two keys: closing takes one.
            button.focus();
            this.#awaiting = button;
            this.#say(word("office.confirmOpen"));
            return;
        }
        if (button.form) button.form.requestSubmit(button);
        else button.click();
    }

    #help() {
        const button = this.#root.querySelector('[aria-controls="key-help"]');
        const list = document.getElementById("key-help");
        button.hidden = false;
        button.addEventListener("click", () => {
            list.hidden = !list.hidden;
            button.setAttribute("aria-expanded", String(!list.hidden));
            if (!list.hidden) list.scrollIntoView({ block: "nearest" });
        });
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

    // Time.

    /** What the page's clock says in seconds of the day, and when we read it. */
    #readClock(root) {
        const text = root.querySelector('[data-part="clock"]')?.textContent ?? "";
        const [hours, minutes, seconds] = text.split(":").map(Number);
        const since = Number(root.querySelector("[data-since]")?.dataset.since ?? NaN);
        return { day: hours * 3600 + minutes * 60 + seconds, at: performance.now(), since };
    }

    #tick() {
        const { day, at } = this.#clockBase;
        const now = Math.floor(day + (performance.now() - at) / 1000) % 86_400;
        const two = (number) => String(number).padStart(2, "0");
        const clock = this.#part("clock");
        if (clock && Number.isFinite(now)) {
            show(clock, [now / 3600, now / 60 % 60, now % 60].map(
                (number) => two(Math.floor(number))).join(":"));
        }
        const line = this.#root.querySelector("[data-since]");
        const age = this.#part("age");
        if (!age || !line?.dataset.since) return;
        const seconds = Math.max(0, Math.floor(Date.now() / 1000 - Number(line.dataset.since)));
        const [unit, count] = seconds < 60 ? ["second", seconds] : ["minute", Math.floor(seconds / 60)];
        show(age, word(`office.${unit}${count === 1 ? "" : "s"}Ago`, { count }));
    }
}

/** What a region says but for ages: a button must not be replaced while it is being pressed. */
function contentOf(region) {
    const age = region.querySelector('[data-part="age"]');
    if (age) age.textContent = "";
    return region.innerHTML;
}

const root = document.querySelector("[data-console]");
if (root) new Console(root);
