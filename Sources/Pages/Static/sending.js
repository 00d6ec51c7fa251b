import { pressKey } from "./presskey.js";
import { word } from "./words.js";

const answerWithin = 10_000;

/** Sends the console's forms in the background, one after another. */
export class Sending {
    #isUnderWay = false;
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
        if (data.has("kind")) data.set("key", pressKey());
        this.#send(form, data);
    }

    async #send(form, data) {
        // A second press must not overtake the first.
        if (this.#isUnderWay) return;
        this.#isUnderWay = true;
        form.setAttribute("aria-busy", "true");
        try {
            const asked = this.#office.begin();
            const response = await fetch(form.action, {
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
            this.#isUnderWay = false;
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
