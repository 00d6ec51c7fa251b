import { request, backOff } from "./requests.js";
import { Segments, decodeTime, timescale } from "./segments.js";

/** Picture or sound: what is known of it, where loading stands, and its buffer. */
export class Track {
    segments = new Segments();
    buffer = null;
    failures = 0;
    /** What is loaded next: the segment's index, and the part's if parts are taken. */
    #at = 0;
    #part = 0;
    #map = null;
    #scale = 0;
    #inits = new Map();
    #isBusy = false;
    #abort = new AbortController();
    #tries = 0;

    constructor(url, codecs) {
        this.url = url;
        this.codecs = codecs;
    }

    /** Starts anew with another buffer. */
    attach(buffer) {
        this.buffer = buffer;
        this.#map = null;
    }

    /** From where to load next; what is under way is dropped. */
    place(time) {
        this.#abort.abort();
        this.#abort = new AbortController();
        const held = this.buffer?.endFrom(time) ?? time;
        this.#at = Math.max(0, this.segments.find(held > time ? held + 0.05 : time));
        this.#part = 0;
        this.#tries = 0;
        this.#isBusy = false;
    }

    get isDone() {
        this.#skip();
        return this.segments.isEnded && this.#at >= this.segments.segments.length;
    }

    #skip() {
        const all = this.segments.segments;
        while (all[this.#at]?.isGap && !all[this.#at].isOpen) {
            this.#at += 1;
            this.#part = 0;
        }
    }

    /** What to load next, or null while there is nothing. */
    #next() {
        this.#skip();
        const segment = this.segments.segments[this.#at];
        if (!segment) return null;
        const loaded = segment.parts.slice(0, this.#part);
        const offset = loaded.reduce((sum, part) => sum + part.duration, 0);
        const part = segment.parts[this.#part];
        if (segment.isOpen || (this.#part > 0 && part)) {
            if (!part) return null;
            return { ...part, at: this.#at, part: this.#part, map: segment.map,
                start: segment.start + offset };
        }
        if (this.#part > 0 && offset >= segment.duration - 0.02) {
            this.#at += 1;
            this.#part = 0;
            return this.#next();
        }
        return { url: segment.url, range: segment.range, at: this.#at, part: -1, map: segment.map,
            start: segment.start };
    }

    #advance(piece) {
        this.#tries = 0;
        if (piece.part < 0) {
            this.#at = piece.at + 1;
            this.#part = 0;
        } else {
            this.#part = piece.part + 1;
        }
    }

    /** It is not there: tries the whole segment instead of a part, then goes on without it. */
    #refuse(piece, report) {
        this.#tries += 1;
        const segment = this.segments.segments[piece.at];
        if (piece.part < 0) {
            report(`missing: ${piece.url}`);
            this.segments.lose(piece.at);
            this.#advance(piece);
        } else if (segment && !segment.isOpen) {
            this.#part = 0;
        } else if (this.#tries > 3) {
            report(`missing: ${piece.url}`);
            this.#advance(piece);
        }
    }

    /**
     * Loads what is known up to a time.
     *
     * @param limit gives the time; asked again after each piece.
     * @param landed is told after each piece.
     * @param report is told what is missing.
     */
    async load(limit, landed, report) {
        if (this.#isBusy || !this.buffer) return;
        this.#isBusy = true;
        const abort = this.#abort;
        const buffer = this.buffer;
        const isStale = () => abort !== this.#abort || buffer !== this.buffer;
        try {
            while (!isStale()) {
                const piece = this.#next();
                if (!piece || piece.start > limit()) return;
                if (piece.isGap) {
                    this.#advance(piece);
                    continue;
                }
                try {
                    await this.#fetch(piece, abort.signal, isStale);
                    this.failures = 0;
                } catch (error) {
                    if (isStale()) return;
                    // Whoever drives the MediaSource hears of a buffer's fault there.
                    if (error.status === undefined) throw error;
                    if (error.isPassing) this.failures += 1;
                    else this.#refuse(piece, report);
                    await new Promise((resolve) => setTimeout(resolve, backOff(this.failures)));
                }
                if (!isStale()) landed();
            }
        } finally {
            if (!isStale()) this.#isBusy = false;
        }
    }

    async #fetch(piece, signal, isStale) {
        if (piece.map && this.#map !== piece.map.url) {
            const init = await this.#init(piece.map, signal);
            if (isStale()) return;
            await this.buffer.append(init);
            this.#map = piece.map.url;
            this.#scale = timescale(init) ?? 0;
        }
        const { body } = await request(piece.url, { as: "bytes", range: piece.range, signal });
        if (isStale()) return;
        const ticks = piece.part <= 0 && this.#scale ? decodeTime(body) : null;
        if (ticks !== null) this.segments.anchor(piece.at, ticks / this.#scale);
        await this.buffer.append(body);
        if (!isStale()) this.#advance(piece);
    }

    async #init(map, signal) {
        const known = this.#inits.get(map.url);
        if (known) return known;
        const { body } = await request(map.url, { as: "bytes", range: map.range, signal });
        this.#inits.set(map.url, body);
        return body;
    }

    stop() { this.#abort.abort(); }
}
