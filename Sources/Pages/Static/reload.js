import { request, backOff } from "./requests.js";
import { parseMedia, mergeDateRanges, nextPart } from "./playlist.js";

/**
 * Keeps the tracks of a live session up to date.
 *
 * Close to the edge the picture's playlist is asked for with a blocking reload, which is answered
 * when the next part is there; the sound's follows it plainly, so that one waiting request a
 * viewer suffices. Each asks for a delta update of the whole session's playlist.
 */
export class Reload {
    /** When something new last came, by performance.now(). */
    progressed = performance.now();
    failures = 0;
    dateRanges = [];
    #said = "[]";
    #last = null;
    /** When each track's playlist was last known to be as it is, and what it offers. */
    #heard = new Map();
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
                    const heard = this.#heard.get(this.tracks[0]);
                    if (heard) heard.at = performance.now();
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
        const next = isBlocking ? nextPart(this.#last) : null;
        await this.#update(first, next);
        await Promise.all(others.map((track) => this.#update(track, null)));
    }

    /** Asks for what has come since; for everything where that cannot be joined. */
    async #update(track, next) {
        const url = new URL(track.url);
        if (next) {
            url.searchParams.set("_HLS_msn", next.sequence);
            url.searchParams.set("_HLS_part", next.part);
        }
        const skip = this.#skip(track);
        if (skip) url.searchParams.set("_HLS_skip", skip);
        try {
            if (await this.#fetch(track, url.href)) return;
        } catch (error) {
            // A server that began anew counts from where it is.
            if (error.status !== 400 || url.href === track.url) throw error;
        }
        this.#last = null;
        await this.#fetch(track, track.url);
    }

    /** What may be left out: an update is for those who heard lately (RFC 8216bis §6.3.7). */
    #skip(track) {
        const heard = this.#heard.get(track);
        if (!heard || performance.now() - heard.at > heard.canSkip * 500) return null;
        return heard.canSkipDates ? "v2" : "YES";
    }

    /** @returns whether the playlist could be joined to what is known. */
    async #fetch(track, url) {
        const { body } = await request(url, {
            signal: this.#abort.signal, cache: url.includes("_HLS_msn") ? "default" : "no-cache",
        });
        const list = parseMedia(body, url);
        const before = track.segments.end;
        const wasEnded = track.segments.isEnded;
        if (!track.segments.merge(list)) {
            this.#heard.delete(track);
            return false;
        }
        const { canSkip, canSkipDates } = list;
        this.#heard.set(track, { at: performance.now(), canSkip, canSkipDates });
        if (track !== this.tracks[0]) {
            if (track.segments.end !== before) this.changed(false);
            return true;
        }
        this.#last = list;
        if (track.segments.end > before) this.progressed = performance.now();
        this.dateRanges = mergeDateRanges(this.dateRanges, list);
        const said = JSON.stringify(this.dateRanges);
        const isOther = said !== this.#said;
        this.#said = said;
        if (track.segments.end !== before || isOther || track.segments.isEnded !== wasEnded) {
            this.changed(isOther);
        }
        return true;
    }

    async #rest(milliseconds) {
        await new Promise((resolve) => {
            const timer = setTimeout(resolve, milliseconds);
            this.#wake = () => { clearTimeout(timer); resolve(); };
        });
        this.#wake = null;
    }
}
