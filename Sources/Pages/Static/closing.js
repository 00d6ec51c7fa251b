import { pressKey } from "./presskey.js";

const answerWithin = 2500;
const again = 1000;

/** Closes the gate; each press is sent until the recorder says that it is closed. */
export class Closing {
    /** Whether a press has been without its acknowledgement for longer than one should be. */
    isLate = false;
    /** Whether the gate is closed and the disk did not take it. */
    isUnstored = false;
    count = 0;
    #address;
    #csrf;
    #office;
    #press = null;

    /**
     * @param office `begin()` counts a question, `take(response, asked)` takes over the page that
     *     answers one, `changed(isClosed)` hears that the banner says something else, and whether
     *     the recorder has closed.
     */
    constructor(root, office) {
        this.#address = new URL(root.dataset.page, location.href);
        this.#address.pathname += "/markers";
        this.#csrf = root.dataset.csrf;
        this.#office = office;
    }

    get isUnderWay() { return this.#press !== null; }

    /** At once, whatever else is under way. A new press has a key of its own: what was opened
        since the last one is closed again. */
    press() {
        if (!this.#press) this.isLate = this.isUnstored = false;
        this.#press = { key: pressKey(), asked: this.#office.begin() };
        this.count = 0;
        this.#send(this.#press);
    }

    /** Hears of the gate from a page that was asked for after the press. */
    hear(gate, asked) {
        if (!this.#press || asked < this.#press.asked) return;
        this.isUnstored = gate === "unstored";
        if (gate === "closed" || gate === "idle") this.#finish();
    }

    #finish(isClosed = true) {
        this.#press = null;
        this.isLate = this.isUnstored = false;
        this.#office.changed(isClosed);
    }

    async #send(press) {
        while (this.#press === press) {
            this.count += 1;
            const began = performance.now();
            const late = setTimeout(() => this.#warn(press), again);
            const isTaken = await this.#attempt(press);
            clearTimeout(late);
            if (isTaken && this.#press === press) return this.#finish(isTaken === "closed");
            this.#warn(press);
            await new Promise((resolve) => {
                setTimeout(resolve, Math.max(0, again - (performance.now() - began)));
            });
        }
    }

    #warn(press) {
        if (this.#press !== press) return;
        this.isLate = true;
        this.#office.changed();
    }

    /** @returns "closed" where the recorder says that the gate is, and will stay so; "opened" where
     *     it had the press before and somebody has opened since; else false. */
    async #attempt(press) {
        try {
            const asked = this.#office.begin();
            const response = await fetch(this.#address, {
                method: "POST", signal: AbortSignal.timeout(answerWithin),
                headers: { Accept: "application/json, text/html;q=0.9" },
                body: new URLSearchParams(
                    { csrf: this.#csrf, kind: "gateClose", key: press.key }),
            });
            // Where the catalogue cannot be had there is no page, only the recorder's word.
            if (!response.headers.get("Content-Type")?.includes("json")) {
                await this.#office.take(response, asked);
                return false;
            }
            const said = await response.json();
            if (this.#press === press) this.isUnstored = Boolean(said.closed && !said.stored);
            if (!response.ok || !said.stored) return false;
            return said.closed ? "closed" : "opened";
        } catch {
            // No answer: said in red, and sent again.
            return false;
        }
    }
}
