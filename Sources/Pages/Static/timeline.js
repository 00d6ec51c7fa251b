import { request } from "./requests.js";

const ticks = 90_000;

/** A session's agenda and timeline as the API tells them, in seconds. */
export class Timeline {
    items = [];
    breaks = [];
    closed = [];
    speeches = [];
    state = "live";
    isKnown = false;
    #urls;
    #etag = null;
    #agenda = new Map();

    constructor({ timeline, session }) {
        this.#urls = { timeline, session };
    }

    /** Asks again. @returns whether anything is new. */
    async refresh() {
        const { body, etag } = await request(this.#urls.timeline, { as: "json", cache: "no-cache" });
        if (this.isKnown && etag && etag === this.#etag) return false;
        const isUnknown = body.items.some((item) => !this.#agenda.has(item.id));
        if (isUnknown || !this.isKnown) await this.#fetchAgenda();
        this.#etag = etag;
        this.#take(body);
        this.isKnown = true;
        return true;
    }

    async #fetchAgenda() {
        const { body } = await request(this.#urls.session, { as: "json", cache: "no-cache" });
        this.#agenda = new Map(body.agenda.map((item) => [item.id, item]));
    }

    #take(body) {
        this.state = body.state;
        const range = ({ start, end }) => ({ start: start / ticks, end: (end ?? Infinity) / ticks });
        this.items = body.items.map((item) => {
            const entry = this.#agenda.get(item.id);
            return {
                id: item.id, number: item.number ?? entry?.number ?? "", title: entry?.title ?? "",
                isPublic: entry?.public !== false, parent: entry?.parent ?? null,
                ranges: item.ranges.map(range), ownRanges: (item.ownRanges ?? item.ranges).map(range),
            };
        });
        // One in which nothing was recorded is a point.
        this.breaks = body.breaks.map((one) => one.at === undefined
            ? { ...range(one), isDark: false, isOver: typeof one.end === "number" }
            : { start: one.at / ticks, end: one.at / ticks, isDark: true,
                isOver: typeof one.wallEnd === "string" });
        this.closed = body.closed.map((passage) => ({
            at: passage.at / ticks, isOver: passage.wallEnd !== null && passage.wallEnd !== undefined,
            from: Date.parse(passage.wallStart), item: passage.item ?? null,
        }));
        this.speeches = body.speeches.map((speech) => {
            return {
                ...range(speech), id: speech.id, item: speech.item ?? null, role: speech.role ?? null,
                name: speech.name ?? "", faction: speech.factions?.[0] ?? "",
                onBehalfOf: speech.onBehalfOf ?? null,
            };
        });
    }

    item(id) { return this.items.find((item) => item.id === id); }

    /** The items open at a moment, parents included. */
    openItems(time) {
        return this.items.filter((item) => item.ranges.some((range) => contains(range, time)));
    }

    /** Those of them that no open item stands below. */
    leaves(open) {
        return open.filter((item) => !open.some((other) => other.parent === item.id));
    }

    speech(time) { return this.speeches.findLast((speech) => contains(speech, time)); }

    isBreak(time) { return this.breaks.some((range) => contains(range, time)); }

    /** Whether the gate is closed now. */
    get isClosed() { return this.closed.some((passage) => !passage.isOver) && this.state === "live"; }

    /** The break that goes on. */
    get #pause() {
        return this.state === "live" ? this.breaks.find((range) => !range.isOver) : undefined;
    }

    get isPaused() { return this.#pause !== undefined; }

    /** Whether nothing is recorded until the break that goes on is over. */
    get isDarkBreak() { return this.#pause?.isDark ?? false; }
}

function contains(range, time) { return range.start <= time + 0.001 && time + 0.001 < range.end; }
