import { show } from "./words.js";

/** For so long the second step is offered, in milliseconds. */
const offeredFor = 5000;

/**
 * The second of two deliberate steps: a button at another place, that no focus moves to.
 *
 * No key letter presses it, and neither does the Enter or Space that took the first step.
 */
export class Confirmation {
    #bar;
    #status;
    #timer = null;

    /** @param status tells it to those who do not see it. */
    constructor(root, status) {
        this.#bar = root.querySelector('[data-part="confirm"]');
        this.#status = status;
        root.addEventListener("click", (event) => {
            const first = event.target.closest("a[data-confirm]");
            if (!first || event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            this.#offer(first.dataset.confirm);
        });
        this.#bar.addEventListener("submit", () => {
            // Others have to read the form before it goes.
            setTimeout(() => this.drop());
        });
    }

    #offer(step) {
        if (!this.#bar.hidden) return;
        const template = document.getElementById(`confirm-${step}`);
        this.#bar.replaceChildren(template.content.cloneNode(true));
        this.#bar.hidden = false;
        show(this.#status, this.#bar.textContent.trim());
        this.#timer = setTimeout(() => this.drop(), offeredFor);
    }

    drop() {
        clearTimeout(this.#timer);
        this.#bar.hidden = true;
        this.#bar.replaceChildren();
    }
}
