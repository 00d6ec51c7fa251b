import { word, position } from "./words.js";

const namespace = "http://www.w3.org/2000/svg";

function svg(name, attributes, ...content) {
    const made = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...content);
    return made;
}

/** What is no item: dashes, two bars, hatch. */
function shapes(kind) {
    if (kind === "break") return [svg("line", { x1: "1", y1: "7", x2: "100%", y2: "7" })];
    if (kind === "closed") {
        return [svg("rect", { width: "100%", height: "14", fill: "url(#hatch)" })];
    }
    return ["15%", "60%"].map((x) => svg("rect", { x, width: "25%", height: "14" }));
}

/** The session as one bar, which is the seek bar too. */
export class Strip {
    #element;
    #blocks = [];
    #from = 0;
    #to = 1;
    #time = 0;
    #dragged = null;
    #played = null;
    #head = null;
    #drawn = "";
    #seek;

    /** @param seek is told the time that somebody chose. */
    constructor(element, seek) {
        this.#element = element;
        this.#seek = seek;
        element.addEventListener("keydown", (event) => this.#key(event));
        element.addEventListener("pointerdown", (event) => this.#down(event));
        element.addEventListener("pointermove", (event) => this.#move(event));
        element.addEventListener("pointerup", (event) => this.#up(event));
        element.addEventListener("pointercancel", () => this.#drop());
    }

    /** Draws what there is, if it is something else than before. */
    draw(blocks, from, to) {
        this.#from = from;
        this.#to = Math.max(to, from + 1);
        this.#blocks = blocks;
        this.#element.hidden = false;
        const described = JSON.stringify([blocks.map(
            ({ kind, start, end, label }) => [kind, start, end, label]), from, to,
        this.#element.clientWidth]);
        if (described === this.#drawn) return;
        this.#drawn = described;
        const clip = svg("clipPath", { id: "played" });
        this.#played = svg("rect", { x: "0", y: "-4", height: "22" });
        clip.append(this.#played);
        const all = (state) => blocks.filter((block) => block.kind === "item").map(
            (block) => svg("svg", this.#place(block, { "data-kind": "item", "data-state": state }),
                svg("rect", { width: "100%", height: "14" })));
        const others = blocks.filter((block) => block.kind !== "item").map((block) => {
            return svg("svg", this.#place(block, { "data-kind": block.kind }), ...shapes(block.kind));
        });
        this.#head = svg("rect", { class: "head", y: "-4", width: "4", height: "22",
            transform: "translate(-4 0)" });
        const bar = svg("svg", { class: "strip-bar", width: "100%", height: "14",
            "aria-hidden": "true" }, svg("defs", {}, clip), ...all("ahead"),
        svg("g", { "clip-path": "url(#played)" }, ...all("played")), ...others, this.#head);
        this.#element.querySelector("div.strip-bar")?.replaceChildren(bar);
        this.#label();
        this.move(this.#time);
    }

    #place(block, attributes) {
        const from = this.#share(block.start);
        return { class: "seg", x: `${from}%`, width: `${this.#share(block.end) - from}%`,
            height: "14", ...attributes };
    }

    #share(time) {
        const share = (time - this.#from) / (this.#to - this.#from);
        return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
    }

    /** The numbers beneath the bar, as many as have room; the one that plays before all others. */
    #label() {
        const room = this.#element.clientWidth || 800;
        const now = this.#block(this.#time);
        const labels = this.#blocks.filter((block) => block.kind === "item" && block.label);
        const spans = labels.map((block) => {
            const width = block.label.length * 8 + 8;
            // The last one ends with the bar.
            const at = Math.max(0, Math.min(this.#share(block.start) / 100 * room, room - width));
            return { block, at, end: at + width };
        });
        const current = spans.find((span) => span.block === now);
        let taken = -1;
        const shown = spans.filter((span) => {
            if (span !== current && (span.at < taken
                || (current && span.at < current.end && span.end > current.at))) return false;
            const width = this.#share(span.block.end) / 100 * room - span.at;
            if (span !== current && width < Math.min(24, span.end - span.at)) return false;
            taken = span.end;
            return true;
        });
        const texts = shown.map((span) => svg("text", {
            x: `${Math.round(span.at / room * 10_000) / 100}%`, y: "14",
            ...(span === current ? { class: "current" } : {}),
        }, span.block.label));
        this.#element.querySelector("div.strip-labels")?.replaceChildren(svg("svg", {
            class: "strip-labels", width: "100%", height: "20", "aria-hidden": "true" }, ...texts));
    }

    #block(time) { return this.#blocks.findLast((block) => block.start <= time + 0.001); }

    /** Shows where it plays. */
    move(time) {
        if (this.#block(time) !== this.#block(this.#time)) {
            this.#time = time;
            this.#label();
        }
        this.#time = time;
        const shown = this.#dragged ?? time;
        const share = `${this.#share(shown)}%`;
        this.#played?.setAttribute("width", share);
        this.#head?.setAttribute("x", share);
        const element = this.#element;
        element.setAttribute("aria-valuemin", Math.floor(this.#from));
        element.setAttribute("aria-valuemax", Math.floor(this.#to));
        element.setAttribute("aria-valuenow", Math.floor(Math.min(this.#to, shown)));
        element.setAttribute("aria-valuetext", this.#describe(shown));
    }

    #describe(time) {
        const block = this.#block(time);
        const spoken = position(time - this.#from);
        if (["break", "dark-break"].includes(block?.kind)) return word("sliderBreak", { position: spoken });
        if (block?.kind === "closed") return word("sliderClosed", { position: spoken });
        if (!block?.item) return word("sliderPlain", { position: spoken });
        const { number, title } = block.item;
        return word("sliderItem", { position: spoken, number, title });
    }

    #key(event) {
        if (event.ctrlKey || event.altKey || event.metaKey) return;
        const starts = this.#blocks.map((block) => block.start);
        const steps = {
            ArrowLeft: () => this.#time - 10, ArrowDown: () => this.#time - 10,
            ArrowRight: () => this.#time + 10, ArrowUp: () => this.#time + 10,
            PageUp: () => starts.find((start) => start > this.#time + 0.5) ?? this.#to,
            PageDown: () => starts.findLast((start) => start < this.#time - 2) ?? this.#from,
            Home: () => this.#from, End: () => this.#to,
        };
        const step = steps[event.key];
        if (!step) return;
        event.preventDefault();
        event.stopPropagation();
        this.#choose(step());
    }

    #choose(time) { this.#seek(Math.min(this.#to, Math.max(this.#from, time))); }

    #timeAt(event) {
        const box = this.#element.getBoundingClientRect();
        const share = (event.clientX - box.left) / Math.max(1, box.width);
        return this.#from + Math.min(1, Math.max(0, share)) * (this.#to - this.#from);
    }

    #down(event) {
        if (event.button !== 0) return;
        this.#element.setPointerCapture(event.pointerId);
        this.#dragged = this.#timeAt(event);
        this.move(this.#time);
    }

    #move(event) {
        if (this.#dragged === null) return;
        this.#dragged = this.#timeAt(event);
        this.move(this.#time);
    }

    #up(event) {
        if (this.#dragged === null) return;
        const time = this.#timeAt(event);
        this.#drop();
        this.#choose(time);
    }

    #drop() {
        this.#dragged = null;
        this.move(this.#time);
    }
}
