import { pressKey } from "./presskey.js";
import { word } from "./words.js";

const answerWithin = 10_000;

/** Sends the console's forms in the background, one after another. */
export class Sending {
    #underWay = new Set();
    #last = Promise.resolve();
    #root;
    #office;

    /**
     * @param office `close()` closes the gate, which waits for nothing; `begin()` counts a question,
     *     `take(response, asked)` takes over the page that answers one and says whether it was
     *     done; `say(text)` shows a sentence, `announce()` says what was done.
     */
    constructor(root, office) {
        this.#root = root;
        this.#office = office;
        document.addEventListener("submit", (event) => this.#submit(event));
    }

    #submit(event) {
        const form = event.target;
        if (!this.#root.contains(form) || form.dataset.action === "sign-out") return;
        event.preventDefault();
        if (form.dataset.action === "close") return this.#office.close();
        const data = new FormData(form);
        if (event.submitter?.name) data.append(event.submitter.name, event.submitter.value);
        const address = form.action;
        const what = `${address} ${new URLSearchParams(data)}`;
        // Whoever presses a button twice means it once.
        if (this.#underWay.has(what)) return;
        this.#underWay.add(what);
        form.setAttribute("aria-busy", "true");
        if (data.has("kind")) data.set("key", pressKey());
        // What is pressed meanwhile follows, and does not overtake.
        this.#last = this.#last.then(() => this.#send(form, address, data))
            .finally(() => this.#underWay.delete(what));
    }

    async #send(form, address, data) {
        try {
            const asked = this.#office.begin();
            const response = await fetch(address, {
                method: "POST", body: new URLSearchParams(data),
                signal: AbortSignal.timeout(answerWithin),
            });
            if (await this.#office.take(response, asked)) {
                this.#office.say("");
                this.#office.announce();
                this.#leave(form);
            }
        } catch {
            // No answer: nobody knows whether the mark stands, so the page is asked again.
            this.#office.say(word("office.noConnection"));
        } finally {
            form.removeAttribute("aria-busy");
        }
    }

    #leave(form) {
        const active = document.activeElement;
        if (form.contains(active) && active.matches("input")) active.blur();
        form.reset();
        const details = form.closest("details.entry");
        if (details) details.open = false;
    }
}
