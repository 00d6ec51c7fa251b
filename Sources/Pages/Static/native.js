import { Watchdog } from "./watchdog.js";

/** Leaves the playing to the browser, where it knows HLS and we may not feed it. */
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
    #start = null;
    #isOpen = false;
    #isClosed = false;
    #watchdog;
    #timer;
    #faults = [];

    constructor(video, url, { isLive }) {
        super();
        this.#video = video;
        this.#url = url;
        this.#isLive = isLive;
        this.#watchdog = new Watchdog(video, (isStuck) => this.#emit(isStuck ? "stuck" : "going"));
        // Where it can go on the browser knows best: the watchdog only looks on.
        this.#timer = setInterval(() => this.#watchdog.look(
            [], { isWanted: this.isWanted && this.#isOpen, isPending: true }), 200);
        video.addEventListener("progress", () => this.#emit("change"));
        video.addEventListener("loadedmetadata", () => this.#landed());
        video.addEventListener("ended", () => this.#emit("ended"));
        video.addEventListener("error", () => this.#failed(video.error?.message ?? "media error"));
    }

    #emit(name, detail = {}) { this.dispatchEvent(Object.assign(new Event(name), detail)); }

    /**
     * Whether the video's time is the session's. What is live Chromium counts from where it began,
     * and lets nobody go anywhere in it.
     */
    get isPlaced() { return !this.#isLive || this.#video.seekable.length > 0; }
    get time() { return this.#isOpen ? this.#video.currentTime : this.#start ?? 0; }
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
        if (!this.isFollowing) return this.#load();
        // The edge is where it is when somebody plays, and Chromium loses its way from an older
        // one.
        this.isReady = true;
        this.#emit("change");
    }

    #load() {
        this.#isOpen = true;
        this.#video.preload = "metadata";
        this.#video.src = this.#url;
    }

    #landed() {
        this.isReady = true;
        if (this.#start !== null) this.#video.currentTime = this.#start;
        this.#start = null;
        this.#emit("change");
    }

    play() {
        const wasWanted = this.isWanted;
        this.isWanted = true;
        this.#watchdog.rest();
        if (this.isFollowing && !wasWanted && !this.isEnded) this.follow();
        else if (!this.#isOpen) this.#load();
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
        if (this.#isOpen && this.#video.seekable.length) this.seek(this.end - 3);
        else this.#load();
        this.isFollowing = true;
    }

    /** Begins again where it was, or at the edge; a few times, then it says that it cannot. */
    #failed(message) {
        if (this.#isClosed || !this.#isOpen) return;
        this.errors.push(message);
        const now = performance.now();
        this.#faults = this.#faults.filter((moment) => now - moment < 60_000).concat(now);
        if (this.#faults.length > 3) {
            this.pause();
            this.#emit("fault", { reason: "broken" });
            return;
        }
        // A segment further on: the same bytes would fail again.
        if (!this.isFollowing) {
            this.#start = this.#video.currentTime + (this.#faults.length > 1 ? 4 : 0.1);
        }
        this.#load();
        if (this.isWanted) this.#play();
    }

    close() {
        this.#isClosed = true;
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
