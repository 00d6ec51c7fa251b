import { element, show, word } from "./words.js";

const kinds = {
    planned: ["statePlanned", "plannedTitle", "plannedText"],
    break: ["stateBreak", "breakTitle", "breakText"],
    closed: ["stateClosed", "closedTitle", "closedText"],
    lost: ["stateLost", "lostTitle", "lostText"],
    ended: ["stateEnded", "endedTitle", "endedText"],
    missing: ["", "missingTitle", "missingText"],
    unsupported: ["", "unsupportedTitle", "unsupportedText"],
    broken: ["", "brokenTitle", "brokenText"],
};

/** What stands in the picture's place, and the line beneath the controls. */
export class Notice {
    #section;
    #box;
    #kind;
    #written = new Map();
    #stall = null;

    constructor(section) {
        this.#section = section;
        this.#box = section.querySelector('[data-part="notice"]');
        this.#kind = this.#box.hidden ? "none" : this.#box.dataset.kind;
        this.take(this.#box);
    }

    get kind() { return this.#kind; }

    /** Keeps the words that the server found for a state: it knows since when. */
    take(box) {
        if (!box || box.hidden || box.dataset.kind === "none") return;
        this.#written.clear();
        this.#written.set(box.dataset.kind, [...box.childNodes].map((node) => node.cloneNode(true)));
        if (box !== this.#box && box.dataset.kind === this.#kind) this.#fill();
    }

    show(kind) {
        if (kind === this.#kind) return;
        this.#kind = kind;
        this.#box.hidden = kind === "none";
        if (kind === "none") return;
        this.#box.dataset.kind = kind;
        this.#fill();
        this.say(word(kinds[kind]?.[1]));
    }

    #fill() {
        const written = this.#written.get(this.#kind);
        if (written) {
            this.#box.replaceChildren(...written.map((node) => document.importNode(node, true)));
            return;
        }
        const [state, title, text] = (kinds[this.#kind] ?? ["", "", ""]).map((key) => word(key));
        this.#box.replaceChildren(
            element("p", { class: "state", "data-part": "notice-state" }, state),
            element("h2", { "data-part": "notice-title" }, title),
            element("p", { "data-part": "notice-text" }, text));
    }

    /** A line beneath the controls: it concerns the viewer's own connection. */
    stall(key) {
        if (!key) {
            this.#stall?.remove();
            this.#stall = null;
            return;
        }
        if (!this.#stall) {
            this.#stall = element("p", { class: "stall", "data-part": "stall", role: "status" });
            this.#section.append(this.#stall);
        }
        const title = word(`${key}Title`);
        if (this.#stall.firstChild?.textContent === title) return;
        this.#stall.replaceChildren(element("strong", {}, title), " ", word(`${key}Text`));
    }

    /** For those who do not see it. */
    say(text) {
        const target = this.#section.querySelector('[data-part="announce"]');
        if (target && text) show(target, text);
    }
}
