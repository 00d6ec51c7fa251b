import { clock, element, parameter, position, show, word } from "./words.js";

/** The buttons beneath the picture, and the keys that stand for them. */
export class Controls {
    #section;
    #video;
    #actions;

    /** @param actions what `data-action` names, as functions. */
    constructor(section, video, actions, { hasKeys }) {
        this.#section = section;
        this.#video = video;
        this.#actions = actions;
        const bar = section.querySelector('[data-part="controls"]');
        bar.hidden = false;
        bar.addEventListener("click", (event) => {
            const button = event.target.closest("button[data-action]");
            if (button) actions[button.dataset.action]?.();
        });
        section.querySelector(".picture").addEventListener("click", (event) => {
            if (event.target === video) actions.play();
        });
        video.addEventListener("volumechange", () => this.#sound());
        document.addEventListener("fullscreenchange", () => this.#screen());
        if (hasKeys) document.addEventListener("keydown", (event) => this.#key(event));
        this.#sound();
    }

    #button(action) { return this.#section.querySelector(`button[data-action="${action}"]`); }

    /** @param isPlaced whether one can go anywhere, and say where one is. */
    enable(isPlaced) {
        for (const button of this.#section.querySelectorAll("button[data-action]")) {
            button.disabled = !isPlaced && ["back", "forward", "share"].includes(button.dataset.action);
        }
        const full = this.#button("fullscreen");
        if (full && !document.fullscreenEnabled) full.hidden = true;
    }

    #sound() {
        const isMuted = this.#video.muted || this.#video.volume === 0;
        const button = this.#button("mute");
        button?.setAttribute("aria-pressed", String(isMuted));
        button?.setAttribute("aria-label", word("mute"));
    }

    #screen() {
        const isFull = document.fullscreenElement === this.#section;
        this.#button("fullscreen")?.setAttribute(
            "aria-label", word(isFull ? "exitFullscreen" : "fullscreen"));
    }

    setPlaying(isPlaying) {
        this.#section.toggleAttribute("data-playing", isPlaying);
        this.#button("play")?.setAttribute("aria-label", word(isPlaying ? "pause" : "play"));
    }

    /** Whether there is an edge, and whether it is what plays. */
    setLive(isLive, isFollowing) {
        const button = this.#button("live");
        if (!button) return;
        button.hidden = !isLive;
        button.toggleAttribute("data-behind", !isFollowing);
        show(button.querySelector("span") ?? button, word(isFollowing ? "live" : "backToLive"));
    }

    /** Says nothing of the time, where nobody knows it. */
    clearTime() { this.#section.querySelector('[data-part="time"]')?.replaceChildren(); }

    /** The time of day while it is live, else the position. */
    setTime({ wall, timeZone, at, length }) {
        const output = this.#section.querySelector('[data-part="time"]');
        if (!output) return;
        const strong = wall ? clock(wall, timeZone) : position(at);
        const text = wall ? word("clock", { time: "\u0000" }).split("\u0000")
            : ["", word("positionOf", { duration: position(length) })];
        const written = `${text[0]}${strong}${wall ? "" : " "}${text[1]}`;
        if (output.textContent === written) return;
        output.replaceChildren(text[0], element("strong", {}, strong),
            ...(wall ? [text[1]] : [" ", element("span", {}, text[1])]));
    }

    toggleFullscreen() {
        if (document.fullscreenElement) return document.exitFullscreen();
        return this.#section.requestFullscreen?.().catch(() => {
            // Refused without a gesture; the picture stays where it is.
        });
    }

    /** Copies the address of a moment, and shows it in the address bar of the session's page. */
    async share(session, key, seconds, say) {
        const url = new URL(`/sessions/${session}`, location.href);
        if (key) url.searchParams.set("key", key);
        const language = new URL(location.href).searchParams.get("lang");
        if (language) url.searchParams.set("lang", language);
        url.searchParams.set("t", parameter(seconds));
        if (url.pathname === location.pathname) history.replaceState(null, "", url);
        let text = word("shareCopied");
        try {
            await navigator.clipboard.writeText(url.href);
        } catch {
            // Browsers let only secure pages write the clipboard.
            text = word("shareFailed", { url: url.href });
        }
        say(text);
        const button = this.#button("share");
        if (!button) return;
        button.textContent = text;
        setTimeout(() => { button.textContent = word("share"); }, 6000);
    }

    #key(event) {
        if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
        const target = event.target;
        if (target.closest?.("input, textarea, select, [contenteditable]")) return;
        const isPressing = target.closest?.("button, a, summary") !== null;
        if (isPressing && (event.key === " " || event.key === "Enter")) return;
        const action = {
            " ": "play", k: "play", j: "back", ArrowLeft: "back", l: "forward",
            ArrowRight: "forward", m: "mute", f: "fullscreen",
        }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
        if (!action) return;
        event.preventDefault();
        this.#actions[action]?.();
    }
}
