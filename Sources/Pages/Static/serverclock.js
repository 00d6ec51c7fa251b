import { word } from "./words.js";

/** The time as the server has it: this computer's clock may be wrong. */
export class ServerClock {
    #day = NaN;
    #now = NaN;
    #readAt = 0;

    /** Takes what a console's page says of the time. */
    read(root) {
        const text = root.querySelector('[data-part="clock"]')?.textContent ?? "";
        const [hours, minutes, seconds] = text.split(":").map(Number);
        this.#day = hours * 3600 + minutes * 60 + seconds;
        this.#now = Number(root.dataset.now);
        this.#readAt = performance.now();
    }

    get #since() { return (performance.now() - this.#readAt) / 1000; }

    /** In seconds since 1970. */
    get now() { return this.#now + this.#since; }

    /** "19:11:51" where the session takes place; "" where no page said it. */
    text(secondsAgo = 0) {
        const now = this.#day + this.#since - secondsAgo;
        if (!Number.isFinite(now)) return "";
        const whole = Math.floor((now + 86_400) % 86_400);
        return [whole / 3600, whole / 60 % 60, whole % 60].map(
            (number) => String(Math.floor(number)).padStart(2, "0")).join(":");
    }
}

/** "vor 8 Sekunden" */
export function ago(seconds) {
    const whole = Math.max(0, Math.floor(seconds));
    const count = whole < 60 ? whole : Math.floor(whole / 60);
    const isOne = count === 1;
    if (whole < 60) return word(isOne ? "office.secondAgo" : "office.secondsAgo", { count });
    return word(isOne ? "office.minuteAgo" : "office.minutesAgo", { count });
}
