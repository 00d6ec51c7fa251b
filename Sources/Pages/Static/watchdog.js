/**
 * Gets a picture going again that stands still without being asked to: over a hole in the buffer
 * that nothing can fill, past a frame that the decoder waits for in vain, and to the end.
 */
export class Watchdog {
    isStuck = false;
    #video;
    #told;
    #time = 0;
    #moved = performance.now();

    /** @param told is told when the picture gets stuck and when it goes on. */
    constructor(video, told) {
        this.#video = video;
        this.#told = told;
    }

    /** Somebody did something: patience begins anew. */
    rest() { this.#moved = performance.now(); }

    release() {
        if (!this.isStuck) return;
        this.isStuck = false;
        this.#told(false);
    }

    /**
     * @param tracks whose segments tell what is missing.
     * @param isWanted whether it should play.
     * @param isPending whether it waits for the first media at a place.
     */
    look(tracks, { isWanted, isPending }) {
        const video = this.#video;
        const now = performance.now();
        const isMoving = Math.abs(video.currentTime - this.#time) > 0.01 && !video.seeking;
        this.#time = video.currentTime;
        if (isMoving || (!isWanted && !video.seeking) || video.ended) {
            this.#moved = now;
            this.release();
            return;
        }
        const idle = now - this.#moved;
        if (idle > 2000 && isWanted && !this.isStuck) {
            this.isStuck = true;
            this.#told(true);
        }
        if (idle >= 300 && !isPending) this.#jump(tracks, isWanted, idle);
    }

    #jump(tracks, isWanted, idle) {
        const video = this.#video;
        const here = video.currentTime;
        const held = video.buffered;
        // Firefox sometimes stops a frame before the end of what was live a moment ago.
        const isLast = held.length > 0 && held.end(held.length - 1) > video.duration - 0.1;
        if (isLast && isWanted && idle > 1000 && here > video.duration - 0.5) {
            this.#go(video.duration);
            return;
        }
        for (let at = 0; at < held.length; at += 1) {
            const from = held.start(at);
            // Browsers stop a few frames before a range's end when they have to wait there.
            const rest = video.readyState > 2 ? 0.1 : 0.4;
            if (from <= here && held.end(at) > here + rest) {
                // Decoders sometimes wait for ever for a frame that is not there. And Chromium,
                // having run dry, waits for seconds more than it needs: a seek ends that.
                const patience = video.readyState > 2 ? 4000 : 1000;
                if (idle > patience && held.end(at) > here + 0.8 && isWanted) this.#go(here + 0.05);
                return;
            }
            if (from <= here) continue;
            if (waitable(tracks, here, from) < 1) this.#go(from + 0.01);
            return;
        }
    }

    #go(time) {
        this.#video.currentTime = time;
        this.rest();
    }
}

/** How many seconds between two times may still come: what one track lacks, none can show. */
function waitable(tracks, from, to) {
    const missing = tracks.flatMap((track) => track.segments.missing(from, to))
        .sort((a, b) => a[0] - b[0]);
    let seconds = 0;
    let at = from;
    for (const [start, end] of missing) {
        seconds += Math.max(0, start - at);
        at = Math.max(at, end);
    }
    return seconds + Math.max(0, to - at);
}
