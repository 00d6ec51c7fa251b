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

    constructor(video, url, { isLive }) {
        super();
        this.#video = video;
        this.#url = url;
        this.#isLive = isLive;
        const emit = (name, detail = {}) =>
            this.dispatchEvent(Object.assign(new Event(name), detail));
        video.addEventListener("progress", () => emit("change"));
        video.addEventListener("ended", () => emit("ended"));
        video.addEventListener("waiting", () => emit("stuck"));
        video.addEventListener("playing", () => emit("going"));
        video.addEventListener("error", () => {
            this.errors.push(video.error?.message ?? "media error");
            emit("fault", { reason: "broken" });
        });
    }

    get time() { return this.#video.currentTime; }
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
        this.#video.preload = "metadata";
        this.#video.src = this.#url;
        this.isFollowing = start === null && this.#isLive;
        this.#video.addEventListener("loadedmetadata", () => {
            this.isReady = true;
            if (start !== null) this.seek(start);
            this.dispatchEvent(new Event("change"));
        }, { once: true });
    }

    play() {
        this.isWanted = true;
        this.#video.play().catch((error) => this.errors.push(String(error)));
    }

    pause() {
        this.isWanted = false;
        this.#video.pause();
    }

    seek(time) {
        this.isFollowing = false;
        this.#video.currentTime = Math.max(this.first, Math.min(time, this.end));
    }

    follow() {
        this.seek(this.end - 3);
        this.isFollowing = true;
    }

    close() {
        this.#video.removeAttribute("src");
        this.#video.load();
    }
}

/** Whether the browser's own HLS is the better choice (Safari), or the only one (old iPhones). */
export function isNativeBetter(video) {
    const knows = video.canPlayType("application/vnd.apple.mpegurl") !== "";
    return knows && (!("MediaSource" in window) || "ManagedMediaSource" in window);
}
