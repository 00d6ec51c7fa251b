import { backOff } from "./requests.js";
import { Watchdog } from "./watchdog.js";

/**
 * Leaves the playing to the browser, where it knows HLS and we may not feed it. Emits what `Engine`
 * does; its fault "unsupported" is that a place was asked for and the browser cannot go there.
 */
export class NativeEngine extends EventTarget {
    isReady = false;
    isFollowing = false;
    errors = [];
    tracks = [];
    silence = 0;
    isOffline = false;
    isWanted = false;
    #video;
    #url;
    #isLive;
    /** Where it is to begin when it is loaded; null for where the browser likes. */
    #start = null;
    #isOpen = false;
    #isBlind = false;
    #hasLanded = false;
    #watchdog;
    #timer;
    #retry;
    #faults = [];
    #listeners = new AbortController();

    constructor(video, url, { isLive }) {
        super();
        this.#video = video;
        this.#url = url;
        this.#isLive = isLive;
        this.#watchdog = new Watchdog(video, (isStuck) => this.#emit(isStuck ? "stuck" : "going"));
        // Where it can go on the browser knows best: the watchdog only looks on.
        this.#timer = setInterval(() => this.#watchdog.look(
            [], { isWanted: this.isWanted && this.#isOpen, isPending: true }), 200);
        const listen = (name, work) =>
            video.addEventListener(name, work, { signal: this.#listeners.signal });
        listen("progress", () => this.#emit("change"));
        listen("loadedmetadata", () => this.#landed());
        listen("playing", () => this.#look());
        listen("pause", () => this.#stopped());
        listen("ended", () => this.#emit("ended"));
        listen("error", () => this.#failed(video.error?.message ?? "media error"));
    }

    #emit(name, detail = {}) { this.dispatchEvent(Object.assign(new Event(name), detail)); }

    /**
     * Whether the video's time is the session's. What is live Chromium counts from where it began,
     * and lets nobody go anywhere in it, until it is loaded anew.
     */
    get isPlaced() {
        return !this.#isBlind && (!this.#isLive || this.#video.seekable.length > 0);
    }
    get time() { return this.#start ?? this.#video.currentTime; }
    get first() { return this.#video.seekable.length ? this.#video.seekable.start(0) : 0; }
    get end() {
        const { seekable } = this.#video;
        return seekable.length ? seekable.end(seekable.length - 1) : 0;
    }
    get edge() { return this.end; }
    get isEnded() { return Number.isFinite(this.#video.duration) || !this.#isLive; }

    /** Safari tells when the first frame of the playlist was. */
    date(time) {
        const start = this.#video.getStartDate?.().getTime();
        return Number.isFinite(start) ? start + time * 1000 : null;
    }

    async open(start) {
        this.#start = start;
        this.isFollowing = start === null && this.#isLive;
        // The edge is where it is when somebody plays, and Chromium loses its way from an older
        // playlist.
        if (this.#isLive) this.isReady = true;
        else this.#load();
        // A browser that loads nothing before somebody plays wants a button that can be pressed.
        this.#emit("change");
    }

    #load() {
        clearTimeout(this.#retry);
        this.#isOpen = true;
        this.#isBlind = false;
        this.#video.preload = "metadata";
        this.#video.src = this.#url;
    }

    #landed() {
        this.isReady = this.#hasLanded = true;
        if (this.isPlaced) {
            if (this.#start !== null) this.#video.currentTime = this.#start;
            this.#start = null;
        }
        this.#emit("change");
    }

    /** Whether one can go anywhere is known when it plays. */
    #look() {
        if (this.isPlaced && this.#start !== null) this.#landed();
        if (this.isPlaced || this.isEnded) return;
        this.#isBlind = true;
        if (this.#start !== null) this.#emit("fault", { reason: "unsupported" });
        this.#start = null;
        this.isFollowing = true;
        this.#emit("change");
    }

    /** The system stops it too: a locked telephone, headphones pulled out. */
    #stopped() {
        const { ended, error, paused } = this.#video;
        if (!this.isWanted || ended || error || !paused) return;
        this.pause();
        this.#emit("change");
    }

    play() {
        const wasWanted = this.isWanted;
        this.isWanted = true;
        this.#watchdog.rest();
        if (this.#video.ended) {
            this.isFollowing = false;
            if (this.#isBlind) {
                this.#start = 0;
                this.#load();
            }
        } else if (this.isFollowing && !wasWanted) {
            this.follow();
        } else if (!this.#isOpen) {
            this.#load();
        }
        this.#play();
    }

    #play() {
        this.#video.play().catch((error) => {
            if (error.name === "AbortError") return;
            this.errors.push(String(error));
            if (error.name !== "NotAllowedError") return;
            this.isWanted = false;
            this.#emit("fault", { reason: "blocked" });
        });
    }

    pause() {
        this.isWanted = false;
        this.#watchdog.release();
        this.#video.pause();
    }

    seek(time) {
        if (!this.isPlaced) return;
        this.isFollowing = false;
        this.#watchdog.rest();
        if (this.isReady) this.#video.currentTime = Math.max(this.first, Math.min(time, this.end));
        else this.#start = time;
    }

    follow() {
        this.#start = null;
        if (this.isPlaced) this.seek(this.end - 3);
        else this.#load();
        this.isFollowing = true;
    }

    /** Begins again where it was, or at the edge; a few times, then it says that it cannot. */
    #failed(message) {
        this.errors.push(message);
        const now = performance.now();
        this.#faults = this.#faults.filter((moment) => now - moment < 60_000).concat(now);
        const count = this.#faults.length;
        if (!this.#hasLanded && this.isFollowing) {
            // Nothing of it may be recorded yet.
            this.isReady = false;
        } else if (count > 5) {
            this.pause();
            this.#emit("fault", { reason: "broken" });
            return;
        }
        // A segment further on: the same bytes would fail again.
        if (!this.isFollowing) this.#start ??= this.#video.currentTime + (count > 1 ? 4 : 0.1);
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => {
            this.#load();
            if (this.isWanted) this.#play();
        }, backOff(count));
    }

    close() {
        this.#listeners.abort();
        clearTimeout(this.#retry);
        clearInterval(this.#timer);
        this.#video.removeAttribute("src");
        this.#video.load();
    }
}

/** Whether the browser's own HLS is the better choice (Safari), or the only one (old iPhones). */
export function isNativeBetter(video) {
    const knows = video.canPlayType("application/vnd.apple.mpegurl") !== "";
    return knows && (!("MediaSource" in window) || "ManagedMediaSource" in window);
}
