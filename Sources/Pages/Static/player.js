import { Engine } from "./engine.js";
import { NativeEngine, isNativeBetter } from "./native.js";
import { Timeline } from "./timeline.js";
import { Strip } from "./strip.js";
import { sessionBlocks, clipBlocks } from "./blocks.js";
import { highlight, overlay } from "./agenda.js";
import { Notice } from "./notice.js";
import { Controls } from "./controls.js";
import { Page } from "./page.js";
import { Situation } from "./situation.js";
import { request } from "./requests.js";
import { word } from "./words.js";

const ticks = 90_000;
const pollEvery = 5000;
const timelineEvery = 2000;
/** The office's console has keys of its own, and watches the room in breaks too. */
const isOffice = document.querySelector("[data-console]") !== null;

/** The player of a page, from its markup. */
class Player {
    #section;
    #data;
    #video;
    #engine = null;
    #timeline = null;
    #strip = null;
    #controls = null;
    #notice;
    #page;
    #clip = null;
    #room = null;
    #timers = [];
    #listeners = new AbortController();
    #seen = 0;
    #fault = null;
    #isStuck = false;
    #situation = new Situation();
    /** Whether the sound was on before a break; null where there is none. */
    #hadSound = null;
    /** Until what was live has been watched to its end; the page may say earlier that it ended. */
    #wasLive = false;

    constructor(section, { startsAlone = false } = {}) {
        this.#section = section;
        this.#data = section.dataset;
        this.#situation.isClosed = this.#data.gate === "closed";
        this.#situation.isDarkBreak = this.#data.darkBreak !== undefined;
        this.#video = section.querySelector("video");
        this.#notice = new Notice(section);
        this.#page = new Page(section, {
            fresh: (next) => this.#fresh(next),
            replaced: (next) => {
                this.close();
                player = new Player(next, { startsAlone: this.#data.state === "planned" });
            },
        });
        if (this.#data.clipStart) {
            const end = this.#data.clipEnd ? Number(this.#data.clipEnd) / ticks : Infinity;
            this.#clip = { start: Number(this.#data.clipStart) / ticks, end };
        }
        if (this.#data.roomApi) this.#every(pollEvery, () => this.#askRoom());
        if (this.#data.state !== "planned" && this.#data.archive) this.#open(startsAlone);
        else if (!this.#data.roomApi && this.#data.session) {
            this.#every(pollEvery * 2, () => this.#askSession());
        }
    }

    // Opening.

    #open(startsAlone) {
        const isLive = this.#data.state === "live";
        this.#wasLive = isLive;
        const start = this.#data.start ?? this.#data.clipStart;
        const Kind = isNativeBetter(this.#video) ? NativeEngine : Engine;
        if (Kind === Engine && !("MediaSource" in window)) {
            this.#notice.show("unsupported");
            return;
        }
        const engine = new Kind(this.#video, this.#data.archive, { isLive });
        this.#engine = engine;
        this.#timeline = new Timeline({
            timeline: this.#data.timeline, session: this.#data.sessionApi,
        });
        this.#strip = new Strip(
            this.#section.querySelector('[data-part="strip"]'), (time) => this.#seek(time));
        this.#controls = new Controls(this.#section, this.#video, {
            play: () => this.#toggle(),
            back: () => this.#seek(engine.time - 10),
            forward: () => this.#seek(engine.time + 10),
            mute: () => { this.#video.muted = !this.#video.muted; },
            live: () => { engine.follow(); this.#play(); },
            fullscreen: () => this.#controls.toggleFullscreen(),
            share: () => this.#share(),
        }, { hasKeys: !isOffice });
        this.#listen(startsAlone);
        engine.open(start === undefined ? null : Number(start) / ticks);
        // Whoever waited for the picture asked for it. The office wants to see what goes out.
        this.#video.muted = isLive && isOffice;
        if (startsAlone || (isLive && isOffice)) engine.play();
        this.#askTimeline();
        if (isLive) this.#every(timelineEvery, () => this.#askTimeline());
    }

    #listen(startsAlone) {
        const engine = this.#engine;
        engine.addEventListener("change", () => {
            this.#controls.enable(engine.isPlaced);
            this.#draw();
        });
        engine.addEventListener("dates", () => this.#askTimeline());
        engine.addEventListener("stuck", () => { this.#isStuck = true; this.#decide(); });
        engine.addEventListener("going", () => { this.#isStuck = false; this.#decide(); });
        engine.addEventListener("ended", () => this.#atEnd());
        engine.addEventListener("fault", (event) => {
            if (event.reason === "blocked") {
                if (startsAlone && !this.#video.muted) {
                    this.#video.muted = true;
                    engine.play();
                } else {
                    this.#notice.say(word("pressPlay"));
                }
                return;
            }
            // A clip is nothing but its place; of a session the edge is better than nothing.
            if (event.reason === "unsupported" && engine.isReady) {
                if (!this.#clip) return;
                engine.pause();
            }
            this.#fault = event.reason;
            this.#decide();
        });
        for (const name of ["play", "pause", "timeupdate", "seeked", "playing"]) {
            this.#video.addEventListener(
                name, () => this.#move(), { signal: this.#listeners.signal });
        }
        document.addEventListener(
            "click", (event) => this.#follow(event), { signal: this.#listeners.signal });
        addEventListener("resize", () => this.#draw(), { signal: this.#listeners.signal });
        this.#every(500, () => this.#move());
    }

    close() {
        for (const timer of this.#timers) clearInterval(timer);
        this.#listeners.abort();
        this.#engine?.close();
    }

    #every(milliseconds, work) {
        this.#timers.push(setInterval(() => {
            if (!document.hidden || milliseconds < pollEvery) work();
        }, milliseconds));
    }

    // What the viewer does.

    #toggle() {
        if (this.#engine.isWanted && !this.#video.ended) this.#engine.pause();
        else this.#play();
        this.#move();
    }

    #play() {
        const { engine } = this;
        if (this.#clip && engine.time >= this.#clip.end - 0.1) engine.seek(this.#clip.start);
        engine.play();
        this.#watchEnd();
        this.#decide();
    }

    #seek(time) {
        const engine = this.#engine;
        if (!engine.isReady || !engine.isPlaced) return;
        const from = this.#clip?.start ?? engine.first;
        const to = this.#clip ? Math.min(this.#clip.end, engine.edge) : engine.edge;
        if (this.#isLive && !this.#clip && time > to - 2) engine.follow();
        else engine.seek(Math.min(Math.max(time, from), to));
        this.#move();
        this.#decide();
    }

    /** A link to a moment of this session is a jump. */
    #follow(event) {
        const link = event.target.closest?.("a[data-seek]");
        if (!link || event.defaultPrevented || event.button !== 0) return;
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        if (!this.#engine.isReady || !this.#engine.isPlaced) return;
        event.preventDefault();
        this.#seek(Number(link.dataset.seek) / ticks);
        this.#play();
        const url = new URL(link.href);
        if (url.pathname === location.pathname) history.replaceState(null, "", url);
        this.#section.scrollIntoView({ block: "nearest" });
    }

    #share() {
        const key = new URL(this.#data.archive, location.href).searchParams.get("key");
        return this.#controls.share(
            this.#data.session, key, this.#engine.time, (text) => this.#notice.say(text));
    }

    // What the server says.

    async #askRoom() {
        try {
            const { body } = await request(
                this.#data.roomApi, { as: "json", cache: "no-store", timeout: 10_000 });
            const said = JSON.stringify(body);
            const before = this.#room;
            this.#room = body;
            const isLive = ["live", "break"].includes(body.state);
            this.#situation.isClosed = isLive && body.gate === "closed";
            if (before && JSON.stringify(before) === said) return;
            const isOther = (body.session ?? null) !== (this.#data.session ?? null)
                || isLive !== (this.#data.state === "live");
            if (before || isOther) this.#page.refresh();
            this.#decide();
        } catch (error) {
            // Away for now: the next question comes by itself.
            this.#engine?.errors.push(String(error));
        }
    }

    async #askSession() {
        try {
            const { body } = await request(this.#data.sessionApi, { as: "json", cache: "no-cache" });
            if (body.state === "live") await this.#page.refresh();
        } catch (error) {
            console.warn(String(error));
        }
    }

    async #askTimeline() {
        try {
            const wasKnown = this.#timeline.isKnown;
            const isNew = await this.#timeline.refresh();
            this.#situation.isClosed = this.#timeline.isClosed;
            this.#situation.isDarkBreak = this.#timeline.isDarkBreak;
            if (!isNew) return;
            this.#draw();
            this.#decide();
            // Not all viewers at the same instant.
            if (wasKnown) setTimeout(() => this.#page.refresh(), Math.random() * 1500);
        } catch (error) {
            this.#engine.errors.push(String(error));
        }
    }

    #fresh(next) {
        this.#notice.take(next.querySelector('[data-part="notice"]'));
        for (const name of ["gate", "input"]) this.#data[name] = next.dataset[name];
        this.#section.toggleAttribute("data-dark-break", "darkBreak" in next.dataset);
        this.#situation.isDarkBreak = "darkBreak" in next.dataset;
        if (this.#data.state === "live" && next.dataset.state === "ended") {
            this.#data.state = "ended";
            this.#draw();
        }
        this.#decide();
    }

    // What is shown.

    get #isLive() { return this.#data.state === "live" && !this.#engine.isEnded; }
    get #isAtEdge() {
        return this.#isLive && !this.#clip && this.#data.start === undefined
            ? this.#engine.isFollowing || !this.#engine.isReady : this.#engine.isFollowing;
    }

    #draw() {
        if (!this.#engine.isReady) return;
        const { edge } = this.#engine;
        if (edge <= 0) return;
        if (this.#clip) {
            const end = Math.min(this.#clip.end, edge);
            if (!this.#timeline.isKnown) return;
            this.#strip.draw(clipBlocks(this.#timeline, this.#clip.start, end), this.#clip.start, end);
        } else if (this.#timeline.isKnown) {
            this.#strip.draw(sessionBlocks(this.#timeline, edge), 0, edge);
        }
        this.#move();
    }

    #move() {
        const engine = this.#engine;
        if (!engine?.isReady) return;
        const { time } = engine;
        const isLive = this.#isLive;
        this.#controls.setPlaying(engine.isWanted && !this.#video.ended);
        this.#controls.setLive(isLive, engine.isFollowing);
        if (!engine.isPlaced) {
            this.#controls.clearTime();
            return this.#decide();
        }
        const from = this.#clip?.start ?? 0;
        const to = Math.min(this.#clip?.end ?? Infinity, engine.edge);
        this.#controls.setTime({
            wall: isLive && !this.#clip ? engine.date(time) : null, timeZone: this.#data.timeZone,
            at: time - from, length: to - from,
        });
        // What is live has its head at the end of the bar, not where the buffer puts it.
        this.#strip.move(engine.isFollowing ? Math.max(time, engine.edge) : time);
        if (this.#timeline.isKnown) {
            overlay(this.#section.querySelector('[data-part="overlay"]'), this.#timeline, time);
            const moved = Math.abs(time - this.#seen) > 0.2;
            if (moved && (engine.isWanted || !engine.isFollowing)) highlight(this.#timeline, time);
            this.#seen = time;
        }
        this.#watchEnd();
        this.#decide();
    }

    /** A clip ends at its own end, not at the segment's, and leaves out what is not its own. */
    #watchEnd() {
        if (!this.#clip || !this.#engine.isWanted) return;
        if (this.#video.paused || this.#video.seeking) return;
        const now = this.#engine.time;
        const stretch = this.#stretches.find((one) => now < one.end);
        if (!stretch || now >= this.#clip.end) {
            this.#engine.pause();
            this.#video.currentTime = this.#clip.end;
            this.#controls.setPlaying(false);
        } else if (stretch.start > now + 0.1) {
            if (stretch.start < this.#engine.edge - 0.2) this.#engine.seek(stretch.start);
        } else if (stretch.end - now < 1) {
            requestAnimationFrame(() => this.#watchEnd());
        }
    }

    /** An item that was taken up again has several. */
    get #stretches() {
        const [, id] = /\/items\/(\d+)\//.exec(this.#data.clip ?? "") ?? [];
        const ranges = this.#timeline.isKnown && id ? this.#timeline.item(Number(id))?.ranges : null;
        return ranges?.length ? ranges : [this.#clip];
    }

    #atEnd() {
        this.#engine.pause();
        if (this.#wasLive) {
            this.#wasLive = false;
            this.#data.state = "ended";
            if (!this.#clip) this.#notice.show("ended");
            this.#page.refresh();
        }
        this.#move();
    }

    /** Which notice, if any, stands in the picture's place. */
    #decide() {
        const engine = this.#engine;
        if (!engine) return;
        if (this.#fault && !engine.isReady) return this.#notice.show(this.#fault);
        if (["broken", "unsupported"].includes(this.#fault)) return this.#notice.show(this.#fault);
        const isStuck = engine.isWanted && this.#isStuck;
        const kind = this.#kind();
        this.#notice.show(kind);
        this.#hush(kind === "break");
        this.#notice.stall(kind === "none" && isStuck ? engine.isOffline ? "offline" : "stalled" : null);
    }

    /** What is said in a break is not for all: the sound goes with the picture. */
    #hush(isBreak) {
        if (isBreak === (this.#hadSound !== null)) return;
        if (isBreak) {
            this.#hadSound = !this.#video.muted;
            this.#video.muted = true;
        } else {
            if (this.#hadSound) this.#video.muted = false;
            this.#hadSound = null;
        }
    }

    #kind() {
        const engine = this.#engine;
        if (this.#data.state === "ended") {
            return this.#notice.kind === "ended" && !engine.isWanted ? "ended" : "none";
        }
        if (!this.#isAtEdge) return "none";
        const { isKnown, isPaused } = this.#timeline;
        this.#situation.isInputLost =
            (this.#room ? this.#room.input : this.#data.input) === "lost";
        this.#situation.isPaused = isKnown && isPaused && !isOffice;
        return this.#situation.notice(engine, this.#notice.kind);
    }

    get engine() { return this.#engine; }
    get state() {
        if (!this.#engine) return this.#data.state;
        if (this.#notice.kind !== "none") return this.#notice.kind;
        if (this.#engine.isWanted && this.#isStuck) return "stalled";
        return this.#engine.isWanted ? "playing" : "paused";
    }
}

const section = document.querySelector("[data-player]");
let player = section ? new Player(section) : null;

/** For tests, and for whoever looks into the console. Times in 1/90000 s. */
window.ratskanal = {
    mediaTime: () => Math.round((player?.engine?.time ?? 0) * ticks),
    edge: () => Math.round((player?.engine?.edge ?? 0) * ticks),
    /** When what plays was, in milliseconds since 1970; null if nobody says. */
    date: () => player?.engine?.date(player.engine.time) ?? null,
    seek: (time) => player?.engine?.seek(time / ticks),
    get state() { return player?.state ?? "none"; },
    get isLive() { return player?.engine?.isFollowing ?? false; },
    get errors() { return player?.engine?.errors ?? []; },
};
