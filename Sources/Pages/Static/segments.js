/**
 * What is known of one track: its segments in order, on the session's timeline.
 *
 * A segment is known by its address, which names the same bytes for ever.
 */
export class Segments {
    segments = [];
    isEnded = false;
    targetDuration = 4;
    partTarget = 0;
    #index = new Map();

    /**
     * Takes what a playlist or a delta update says.
     *
     * @returns false if it leaves out what is not known: the whole playlist is needed.
     */
    merge(list) {
        this.targetDuration = list.targetDuration;
        this.partTarget = list.partTarget || this.partTarget;
        if (list.skipped && !this.#joins(list)) return false;
        let from = 0;
        let at = 0;
        if (this.segments.length) {
            from = list.segments.findIndex((segment) => this.#find(segment) !== undefined);
            if (from < 0) return list.segments.length === 0;
            at = this.#find(list.segments[from]);
        }
        for (const segment of list.segments.slice(from)) {
            this.#put(segment, at);
            at += 1;
        }
        this.isEnded = list.isEnded;
        return true;
    }

    /** Whether what an update lists goes on where it says that what is known ends. */
    #joins({ mediaSequence, skipped, segments }) {
        return segments.length > 0 && this.#find(segments[0]) === mediaSequence + skipped;
    }

    #find(segment) {
        return this.#index.get(segment.url) ?? this.#index.get(segment.parts[0]?.url);
    }

    #put(segment, at) {
        const known = this.segments[at];
        const before = this.segments[at - 1];
        const start = known?.start ?? (before ? before.start + before.duration : 0);
        // A later playlist lists the parts no more, but those loaded so far stay counted.
        const parts = segment.parts.length || !known ? segment.parts : known.parts;
        const isGap = segment.isGap || (known?.isLost ?? false);
        this.segments[at] = {
            ...segment, parts, start, isGap, isLost: known?.isLost ?? false,
            // An update does not repeat what still applies.
            map: segment.map ?? known?.map ?? before?.map ?? null,
        };
        if (segment.url) this.#index.set(segment.url, at);
        if (segment.parts.length) this.#index.set(segment.parts[0].url, at);
        const after = this.segments[at + 1];
        if (after && known && known.duration !== segment.duration) {
            this.#shift(at + 1, start + segment.duration - after.start);
        }
    }

    /** Corrects where a segment starts by what its own bytes say: durations are rounded. */
    anchor(at, start) {
        const segment = this.segments[at];
        if (!segment || Math.abs(segment.start - start) < 0.002) return;
        this.#shift(at, start - segment.start);
    }

    #shift(from, by) {
        for (let at = from; at < this.segments.length; at += 1) this.segments[at].start += by;
    }

    get first() { return this.segments[0]?.start ?? 0; }

    get end() {
        const last = this.segments.at(-1);
        return last ? last.start + last.duration : 0;
    }

    /** The last segment that starts at or before a time; -1 while none is known. */
    find(time) {
        let low = 0;
        let high = this.segments.length;
        while (low < high) {
            const middle = (low + high) >> 1;
            if (this.segments[middle].start <= time + 0.001) low = middle + 1;
            else high = middle;
        }
        return Math.max(this.segments.length ? 0 : -1, low - 1);
    }

    /** When a moment was, on the wall, in milliseconds since 1970; null if nobody says. */
    date(time) {
        const segment = this.segments[this.find(time)];
        if (!segment || segment.date === null) return null;
        return segment.date + (time - segment.start) * 1000;
    }

    /** The stretches between two times that can never be played. */
    missing(from, to) {
        const found = [];
        for (let at = Math.max(0, this.find(from)); at < this.segments.length; at += 1) {
            const { start, duration, isGap } = this.segments[at];
            if (start >= to) break;
            if (isGap && start + duration > from) {
                found.push([Math.max(from, start), Math.min(to, start + duration)]);
            }
        }
        return found;
    }

    /** Gives a segment up: it does not come. */
    lose(at) {
        const segment = this.segments[at];
        if (segment) segment.isGap = segment.isLost = true;
    }
}

/** Where the first fragment of some bytes starts, in its track's ticks (ISO 14496-12 §8.8.12). */
export function decodeTime(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const box = (name, from, to) => {
        for (let at = from; at + 8 <= to;) {
            const size = view.getUint32(at);
            if (view.getUint32(at + 4) === name) return { from: at + 8, to: Math.min(to, at + size) };
            if (size < 8) return null;
            at += size;
        }
        return null;
    };
    const moof = box(0x6d6f6f66, 0, bytes.length);
    const traf = moof && box(0x74726166, moof.from, moof.to);
    const tfdt = traf && box(0x74666474, traf.from, traf.to);
    if (!tfdt || tfdt.to - tfdt.from < 8) return null;
    if (view.getUint8(tfdt.from) === 0) return view.getUint32(tfdt.from + 4);
    return Number(view.getBigUint64(tfdt.from + 4));
}

/** Ticks a second of an init section's first track (ISO 14496-12 §8.4.2). */
export function timescale(bytes) {
    // The name of a box is found by its four bytes: an init section is short and holds one mdhd.
    for (let at = 4; at + 24 < bytes.length; at += 1) {
        if (bytes[at] !== 0x6d || bytes[at + 1] !== 0x64) continue;
        if (bytes[at + 2] !== 0x68 || bytes[at + 3] !== 0x64) continue;
        const view = new DataView(bytes.buffer, bytes.byteOffset + at + 4);
        return view.getUint32(view.getUint8(0) === 1 ? 20 : 12);
    }
    return null;
}
