import { request, backOff } from "./requests.js";
import { parseMedia, nextPart } from "./playlist.js";

/**
 * Keeps the tracks of a live session up to date.
 *
 * Close to the edge the picture's playlist is asked for with a blocking reload, which is answered
 * when the next part is there; the sound's follows it plainly, so that one waiting request a
 * viewer suffices.
 */
export class Reload {
    /** When something new last came, by performance.now(). */
    progressed = performance.now();
    failures = 0;
    dateRanges = "";
    #last = null;
    #isRunning = false;
    #isStopped = false;
    #wake = null;
    #abort = new AbortController();

    /**
     * @param tracks the first is the one that is blocked on.
     * @param isNear whether what plays is close to the edge.
     * @param changed is told after each answer that said something new.
     * @param missing is told when the playlists are there no more.
     */
    constructor(tracks, { isNear, changed, missing }) {
        Object.assign(this, { tracks, isNear, changed, missing });
    }

    /** The whole session's playlist of each track, once. */
    async whole() {
        await Promise.all(this.tracks.map((track) => this.#fetch(track, track.url)));
    }

    /** Does not wait for its turn any longer. */
    wake() { this.#wake?.(); }

    stop() {
        this.#isStopped = true;
        this.#abort.abort();
        this.wake();
    }

    async run() {
        if (this.#isRunning) return;
        this.#isRunning = true;
        while (!this.#isStopped && !this.tracks.every((track) => track.segments.isEnded)) {
            const isNear = this.isNear();
            const isBlocking = isNear && this.#last?.canBlock && this.failures === 0;
            if (!isBlocking) await this.#rest(isNear ? 1000 : 4000);
            if (this.#isStopped) break;
            try {
                await this.#round(isBlocking);
                this.failures = 0;
            } catch (error) {
                if (this.#isStopped) break;
                // 503 to a blocked request says: nothing new until its deadline.
                if (error.status === 503 && isBlocking) {
                    await this.#rest(1000);
                    continue;
                }
                this.failures += 1;
                if (error.isPassing === false) this.missing(error);
                await this.#rest(backOff(this.failures));
            }
        }
        this.#isRunning = false;
    }

    async #round(isBlocking) {
        const [first, ...others] = this.tracks;
        const url = new URL(this.#sliding(first.url));
        if (isBlocking) {
            const next = nextPart(this.#last);
            url.searchParams.set("_HLS_msn", next.sequence);
            url.searchParams.set("_HLS_part", next.part);
        }
        await this.#update(first, url.href);
        await Promise.all(others.map((track) => this.#update(track, this.#sliding(track.url))));
    }

    /** The last ten minutes instead of everything: the room's playlist lies beside the session's. */
    #sliding(url) { return url.replace(/session\.m3u8(?=$|\?)/, "live.m3u8"); }

    async #update(track, url) {
        try {
            if (await this.#fetch(track, url)) return;
        } catch (error) {
            // The sliding playlist ends with the session; the whole one stays.
            if (error.status !== 404 && error.status !== 410 && error.status !== 400) throw error;
            this.#last = null;
        }
        await this.#fetch(track, track.url);
    }

    /** @returns whether the playlist could be joined to what is known. */
    async #fetch(track, url) {
        const { body } = await request(url, {
            signal: this.#abort.signal, cache: url.includes("_HLS_msn") ? "default" : "no-cache",
        });
        const list = parseMedia(body, url);
        const before = track.segments.end;
        const wasEnded = track.segments.isEnded;
        const isJoined = track.segments.merge(list);
        if (track === this.tracks[0]) {
            this.#last = isJoined ? list : null;
            const ranges = JSON.stringify(list.dateRanges);
            if (track.segments.end > before) this.progressed = performance.now();
            if (track.segments.end !== before || ranges !== this.dateRanges
                || track.segments.isEnded !== wasEnded) {
                const isOther = ranges !== this.dateRanges;
                this.dateRanges = ranges;
                this.changed(isOther);
            }
        } else if (track.segments.end !== before) {
            this.changed(false);
        }
        return isJoined;
    }

    async #rest(milliseconds) {
        await new Promise((resolve) => {
            const timer = setTimeout(resolve, milliseconds);
            this.#wake = () => { clearTimeout(timer); resolve(); };
        });
        this.#wake = null;
    }
}
