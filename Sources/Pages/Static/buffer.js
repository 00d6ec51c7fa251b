/** One SourceBuffer, worked on by one operation after another. */
export class TrackBuffer {
    #source;
    #video;
    #media;
    #last = Promise.resolve();

    constructor(media, video, type) {
        this.#media = media;
        this.#video = video;
        this.#source = media.addSourceBuffer(type);
        this.#source.mode = "segments";
    }

    /** Waits for what is under way, then runs `work`, then for its end. */
    #queue(work) {
        const run = this.#last.then(() => new Promise((resolve, reject) => {
            if (this.#media.readyState === "closed") return reject(new Error("closed"));
            const source = this.#source;
            const done = () => {
                source.removeEventListener("updateend", done);
                source.removeEventListener("error", failed);
                resolve();
            };
            const failed = () => {
                source.removeEventListener("updateend", done);
                source.removeEventListener("error", failed);
                reject(new Error("the browser could not decode what it was given"));
            };
            source.addEventListener("updateend", done);
            source.addEventListener("error", failed);
            try {
                work(source);
                if (!source.updating) done();
            } catch (error) {
                source.removeEventListener("updateend", done);
                source.removeEventListener("error", failed);
                reject(error);
            }
        }));
        this.#last = run.catch(() => {});
        return run;
    }

    /** Appends bytes; where the buffer is full, gives up what lies behind the playhead first. */
    async append(bytes) {
        for (let attempt = 0; ; attempt += 1) {
            try {
                return await this.#queue((source) => source.appendBuffer(bytes));
            } catch (error) {
                if (error.name !== "QuotaExceededError" || attempt === 3) throw error;
                const now = this.#video.currentTime;
                await this.remove(0, Math.max(0, now - [10, 3, 1][attempt]));
                if (attempt > 0) await this.remove(now + 20 / attempt, Infinity);
            }
        }
    }

    async remove(from, to) {
        const held = this.#source.buffered;
        if (!held.length || to <= from || to <= held.start(0) + 0.5) return;
        if (from >= held.end(held.length - 1)) return;
        await this.#queue((source) => source.remove(from, to));
    }

    /** Runs something that needs no operation under way, such as setting a duration. */
    idle(work) { return this.#queue(work); }

    get ranges() {
        try {
            const held = this.#source.buffered;
            return Array.from({ length: held.length }, (_, at) => [held.start(at), held.end(at)]);
        } catch {
            // A SourceBuffer that its MediaSource has let go holds nothing.
            return [];
        }
    }

    /** Up to where there is no hole from a time on; the time itself where nothing is held. */
    endFrom(time) {
        let end = time;
        for (const [from, to] of this.ranges) {
            if (from <= end + 0.15 && to > end) end = to;
        }
        return end;
    }
}
