/** What the room does, as far as it decides what stands in the picture's place. */
export class Situation {
    /** What was heard last of the gate, from the page, the room or the timeline. */
    isClosed = false;
    isInputLost = false;
    isPaused = false;
    /** A break in which nothing comes, as the page or the timeline says. */
    isDarkBreak = false;
    #dark = null;

    /**
     * The notice for whoever watches the edge.
     *
     * @param shown the notice that stands there now.
     */
    notice(engine, shown) {
        // What came before the end was public: it plays until it is over.
        const isDry = !engine.isWanted || engine.edge - engine.time < 0.7;
        const dark = this.#reason(engine.edge);
        if (dark) return isDry || shown === dark ? dark : "none";
        if (this.isPaused) return "break";
        if (engine.isReady && engine.silence > 10_000 && !engine.isOffline) return "lost";
        return this.isInputLost && isDry ? "lost" : "none";
    }

    /** Why nothing comes: closed, a break, or over for so short that nothing has come since. */
    #reason(edge) {
        const now = performance.now();
        const kind = this.isClosed ? "closed" : this.isDarkBreak ? "break" : null;
        if (kind) {
            this.#dark = { kind, edge, until: Infinity };
        } else if (this.#dark) {
            this.#dark.until = Math.min(this.#dark.until, now + 15_000);
            if (edge > this.#dark.edge + 0.3 || now > this.#dark.until) this.#dark = null;
        }
        return this.#dark?.kind ?? null;
    }
}
