/** What the room does, as far as it decides what stands in the picture's place. */
export class Situation {
    /** What was heard last of the gate, from the page, the room or the timeline. */
    isClosed = false;
    isInputLost = false;
    isPaused = false;
    #dark = null;

    /**
     * The notice for whoever watches the edge.
     *
     * @param shown the notice that stands there now.
     */
    notice(engine, shown) {
        // What came before the end was public: it plays until it is over.
        const isDry = !engine.isWanted || engine.edge - engine.time < 0.7;
        if (this.#isDark(engine.edge)) return isDry || shown === "closed" ? "closed" : "none";
        if (this.isPaused) return "break";
        if (engine.isReady && engine.silence > 10_000 && !engine.isOffline) return "lost";
        return this.isInputLost && isDry ? "lost" : "none";
    }

    /** Closed, or open again for so short that nothing has come since. */
    #isDark(edge) {
        const now = performance.now();
        if (this.isClosed) {
            this.#dark = { edge, until: Infinity };
        } else if (this.#dark) {
            this.#dark.until = Math.min(this.#dark.until, now + 15_000);
            if (edge > this.#dark.edge + 0.3 || now > this.#dark.until) this.#dark = null;
        }
        return this.#dark !== null;
    }
}
