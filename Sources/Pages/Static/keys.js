/** A single key acts where nothing else was typed for so long before it, in milliseconds… */
const before = 500;
/** …and nothing else is for so long after it. */
const after = 250;
/** For so long keys rest after a field was left, and after what is typed meanwhile. */
const afterField = 1000;

const field = "input:not([type=checkbox]), textarea, select";

/** Ctrl+Alt+G by its letter or by its place: AltGr and other layouts change what G writes. */
function isChord(event) {
    return event.ctrlKey && event.altKey && !event.metaKey
        && (event.code === "KeyG" || event.key.toLowerCase() === "g");
}

/** Whether prose may consist of it: a letter, also one in the making, or an arrow back. */
function isTyped(event) {
    if (event.isComposing || ["Process", "Dead", "Unidentified"].includes(event.key)) return true;
    const isCommand = (event.ctrlKey || event.altKey || event.metaKey)
        && !event.getModifierState("AltGraph");
    return !isCommand && (event.key.length === 1 || event.key === "ArrowLeft");
}

/**
 * The console's keys.
 *
 * The chord closes in every field and state. A single key acts on its own alone, so that prose that
 * somebody types where no field has the focus marks nothing; it rests while a field has the focus or
 * a form is unfolded.
 */
export class Keys {
    #root;
    #wishes;
    #typedAt = -Infinity;
    #typedBefore = -Infinity;
    #restsUntil = -Infinity;
    #waiting = null;

    /**
     * @param wishes `close()` closes the gate, `leave()` folds whatever is unfolded,
     *     `action(key)` gives what a key does or null, `typing()` says that a key did nothing.
     */
    constructor(root, wishes) {
        this.#root = root;
        this.#wishes = wishes;
        // Before all others: a list or a composition that takes a key must not keep the chord.
        window.addEventListener("keydown", (event) => this.#first(event), { capture: true });
        document.addEventListener("keydown", (event) => this.#single(event));
        // Firefox presses a button when Space comes up.
        document.addEventListener("keyup", (event) => {
            if (event.key === " " && this.#button(event)) event.preventDefault();
        });
        document.addEventListener("focusout", (event) => {
            if (!event.target.matches?.(field)) return;
            this.#restsUntil = performance.now() + afterField;
            this.update();
        });
        document.addEventListener("focusin", () => {
            this.#forget();
            this.update();
        });
        document.addEventListener("pointerdown", () => this.#forget());
    }

    /** Shows whether a single key would do something now; called several times a second. */
    update() {
        const now = performance.now();
        const isResting = now < this.#restsUntil || now - this.#typedAt < before || this.#isHeld;
        const keys = isResting ? "resting" : "ready";
        if (this.#root.dataset.keys !== keys) this.#root.dataset.keys = keys;
    }

    get #isHeld() {
        return document.activeElement?.matches(field)
            || this.#root.querySelector("details.entry[open]") !== null;
    }

    #forget() {
        clearTimeout(this.#waiting);
        this.#waiting = null;
    }

    #first(event) {
        if (isChord(event)) {
            event.preventDefault();
            event.stopImmediatePropagation();
            this.#forget();
            if (!event.repeat) this.#wishes.close();
            return;
        }
        // A key that is held down presses nothing again.
        if (event.repeat && event.key === "Enter") event.preventDefault();
        if (["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"].includes(event.key)) return;
        this.#forget();
        if (isTyped(event)) {
            const now = performance.now();
            this.#typedBefore = this.#typedAt;
            this.#typedAt = now;
            if (now < this.#restsUntil) this.#restsUntil = now + afterField;
            this.update();
        }
        if (event.key === "Escape" && !event.isComposing) {
            if (event.target.matches?.(field)) event.target.blur();
            this.#wishes.leave();
        }
    }

    /** The button that Space would press. */
    #button(event) {
        const button = event.target.closest?.("button");
        return this.#root.contains(button) ? button : null;
    }

    #single(event) {
        if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey
            || event.isComposing || event.target.matches?.(field)) return;
        const button = event.key === " " ? this.#button(event) : null;
        if (button) {
            event.preventDefault();
            if (event.repeat) return;
            this.#alone(-Infinity, () => { if (button.isConnected) button.click(); });
            return;
        }
        if (this.#isHeld) return;
        const isShifted = event.shiftKey && /^[a-z]$/i.test(event.key);
        const act = this.#wishes.action(`${isShifted ? "shift+" : ""}${event.key.toLowerCase()}`);
        if (!act) return;
        event.preventDefault();
        if (!event.repeat) this.#alone(this.#restsUntil, act);
    }

    /** Acts in a moment, unless it is one letter of many. */
    #alone(restsUntil, act) {
        const now = performance.now();
        if (now < restsUntil || now - this.#typedBefore < before) return this.#wishes.typing();
        this.#waiting = setTimeout(act, after);
    }
}
