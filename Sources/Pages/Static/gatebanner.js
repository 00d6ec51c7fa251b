import { ago } from "./serverclock.js";
import { contentOf } from "./regions.js";
import { show, word } from "./words.js";

/** After so long without an answer the page claims nothing any more, in milliseconds. */
const isOldAfter = 4000;
/** So long it waits for one when it is looked at again. */
const whenSeen = 1000;

/** The gate's banner: the server's words, and above them what only the page knows. */
export class GateBanner {
    #root;
    #region;
    #clock;
    #closing;
    #changed;
    #gate;
    /** Whether the room is in a break, whatever its gate is. */
    #isBreak;
    #content;
    #own = null;
    #heardAt = performance.now();
    #oldAt = performance.now() + isOldAfter;
    /** When the recorder said that it closed, and no page has said so yet; else null. */
    #closedAt = null;

    /** @param changed hears that the banner says another thing of the gate. */
    constructor(root, clock, closing, changed) {
        this.#root = root;
        this.#region = root.querySelector('[data-region="gate"]');
        this.#clock = clock;
        this.#closing = closing;
        this.#changed = changed;
        this.#gate = root.dataset.gate;
        this.#isBreak = root.dataset.break === "true";
        this.#content = contentOf(this.#region);
        document.addEventListener("visibilitychange", () => {
            if (!document.hidden) this.#oldAt = Math.max(this.#oldAt, performance.now() + whenSeen);
        });
    }

    get isOffline() { return performance.now() > this.#oldAt; }

    /** Takes over what the server's page says. */
    take(root) {
        this.#hear();
        this.#closedAt = null;
        this.#gate = root.dataset.gate;
        this.#isBreak = root.dataset.break === "true";
        const content = contentOf(root.querySelector('[data-region="gate"]'));
        const isOther = content !== this.#content;
        this.#content = content;
        if (isOther && this.#own === null) this.#put(content);
        this.update();
    }

    /** The recorder has closed. */
    close() {
        this.#hear();
        this.#closedAt = this.#clock.text();
        this.update();
    }

    #hear() {
        this.#heardAt = performance.now();
        this.#oldAt = this.#heardAt + isOldAfter;
    }

    get #wanted() {
        if (this.#closing.isLate) return this.#closing.isUnstored ? "unstored" : "unacknowledged";
        if (this.isOffline) return "offline";
        return this.#closedAt === null ? null : "closed";
    }

    /** Shows what is so now; called several times a second. */
    update() {
        const own = this.#wanted;
        if (own !== this.#own) {
            this.#own = own;
            this.#put(own === null ? this.#content
                : document.getElementById(`gate-${own}`).innerHTML);
        }
        const gate = own ?? this.#gate;
        if (this.#root.dataset.gate !== gate) {
            this.#root.dataset.gate = gate;
            this.#changed();
        }
        this.#fill(own);
    }

    #fill(own) {
        const part = (name) => this.#region.querySelector(`[data-part="${name}"]`);
        if (own === "unacknowledged") {
            show(part("gate-text"), word("office.notClosedText", { count: this.#closing.count }));
        } else if (own === "offline") {
            const seconds = (performance.now() - this.#heardAt) / 1000;
            show(part("gate-text"), word("office.lastKnown", {
                time: this.#clock.text(seconds), ago: ago(seconds), state: this.#known,
            }));
        } else if (own === "closed") {
            show(part("since"), this.#closedAt);
            part("in-break").hidden = !this.#isBreak;
        }
        const countdown = part("countdown");
        if (!countdown) return;
        const count = Math.max(0, Math.ceil(Number(countdown.dataset.opens) - this.#clock.now));
        show(countdown, word("office.opensIn", { count }));
    }

    get #known() {
        const known = this.#closedAt === null ? this.#gate : "closed";
        return {
            idle: word("office.knownIdle"), open: word("office.knownOpen"),
            break: word("office.knownBreak"), opening: word("office.knownOpening"),
            closed: word("office.knownClosed"), unstored: word("office.knownUnstored"),
            unacknowledged: word("office.knownUnacknowledged"),
        }[known];
    }

    /** The focus goes over to a button that does the same, to no other. */
    #put(content) {
        const isClosing = this.#region.contains(document.activeElement)
            && document.activeElement.form?.dataset.action === "close";
        this.#region.innerHTML = content;
        if (isClosing) this.#region.querySelector('[data-action="close"] button')?.focus();
    }
}
