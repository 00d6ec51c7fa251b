import { request, backOff } from "./requests.js";
import { parseMultivariant } from "./playlist.js";
import { Track } from "./track.js";
import { TrackBuffer } from "./buffer.js";
import { Reload } from "./reload.js";
import { Watchdog } from "./watchdog.js";

const aheadWhenPlaying = 24;
const behind = 30;

/**
 * Plays one session through Media Source Extensions; times are seconds on its timeline.
 *
 * Sends "change" when more is known, "dates" when items or speeches changed, "stuck" and "going"
 * when the picture stops and goes on against the viewer's will, "ended", and "fault" with a
 * `reason`: "unsupported", "broken", "missing" or "blocked".
 */
export class Engine extends EventTarget {
    tracks = [];
    isReady = false;
    /** Whether the edge is what is watched. */
    isFollowing = false;
    errors = [];
    #video;
    #url;
    #isLive;
    #media = null;
    #reload = null;
    /** Where somebody went before there was anything to go to. */
    #wish = null;
    #pending = null;
    #isWanted = false;
    #timer = null;
    #holdBack = 1.04;
    #watchdog;
    #faults = [];
    #evicted = 0;
    #settlesUntil = 0;
    #isClosed = false;

    constructor(video, url, { isLive }) {
        super();
        this.#video = video;
        this.#url = new URL(url, location.href).href;
        this.#isLive = isLive;
        this.#watchdog = new Watchdog(video, (isStuck) => this.#emit(isStuck ? "stuck" : "going"));
        video.addEventListener("error", () => this.#failed(video.error?.message ?? "media error"));
        video.addEventListener("waiting", () => this.#widen());
        video.addEventListener("ended", () => this.#emit("ended"));
    }

    #emit(name, detail = {}) { this.dispatchEvent(Object.assign(new Event(name), detail)); }

    #report(text) {
        this.errors.push(text);
        if (this.errors.length > 100) this.errors.shift();
    }

    // What is known.

    /** Whether the time is the session's, so that one can go anywhere in it. */
    get isPlaced() { return true; }
    get time() { return this.#pending ?? this.#video.currentTime; }
    get first() { return Math.max(0, ...this.tracks.map((track) => track.segments.first)); }
    get end() { return this.tracks[0]?.segments.end ?? 0; }
    /** Where all tracks have got to. */
    get edge() {
        const ends = this.tracks.map((track) => track.segments.end).filter((end) => end > 0);
        return ends.length ? Math.min(...ends) : 0;
    }
    get isEnded() { return this.tracks.length > 0 && this.tracks[0].segments.isEnded; }
    get isWanted() { return this.#isWanted; }
    /** Milliseconds since something new came. */
    get silence() { return this.#reload ? performance.now() - this.#reload.progressed : 0; }
    get isOffline() {
        return (this.#reload?.failures ?? 0) > 1 || this.tracks.some((track) => track.failures > 1);
    }
    date(time) { return this.tracks[0]?.segments.date(time) ?? null; }

    // Opening.

    /** Loads the playlists and the first picture; goes on trying for as long as it takes. */
    async open(start) {
        for (let attempt = 0; !this.#isClosed; attempt += 1) {
            try {
                if (!await this.#openTracks()) return;
                break;
            } catch (error) {
                this.#report(String(error));
                // A session that has only just begun has nothing to show yet.
                const isMissing = error.isPassing === false;
                if (isMissing && !this.#isLive) {
                    this.#emit("fault", { reason: "missing" });
                    return;
                }
                if (error.status === undefined) {
                    this.#emit("fault", { reason: "broken" });
                    return;
                }
                if (attempt > 1) this.#emit("stuck");
                await new Promise((resolve) => setTimeout(resolve, backOff(attempt + 1)));
            }
        }
        if (this.#isClosed) return;
        this.isReady = true;
        start = this.#wish ?? start;
        this.isFollowing = start === null && this.#isLive && !this.isEnded;
        this.#pending = start ?? (this.isFollowing ? this.#liveTime : this.first);
        await this.#attach();
        if (!this.isEnded) this.#reload.run();
        this.#timer = setInterval(() => this.#tick(), 200);
        this.#emit("change");
    }

    async #openTracks() {
        const { body, url } = await request(this.#url, { cache: "no-cache" });
        const found = parseMultivariant(body, url);
        const renditions = [found.video, found.audio].filter((rendition) => rendition);
        if (!renditions.length) throw new SyntaxError("the playlist names no track");
        const playable = renditions.filter(
            (rendition) => MediaSource.isTypeSupported(mimeType(rendition.codecs)));
        if (!playable.length || (found.video && playable[0].url !== found.video.url)) {
            this.#emit("fault", { reason: "unsupported" });
            return false;
        }
        this.tracks = playable.map((rendition) => new Track(rendition.url, rendition.codecs));
        this.#reload?.stop();
        this.#reload = new Reload(this.tracks, {
            isNear: () => this.#isWanted && (this.isFollowing || this.time > this.edge - 12),
            changed: (isOther) => this.#changed(isOther),
            missing: (error) => this.#report(String(error)),
        });
        await this.#reload.whole();
        return true;
    }

    async #attach() {
        const media = new MediaSource();
        this.#media = media;
        const address = URL.createObjectURL(media);
        this.#video.src = address;
        await new Promise((resolve) => media.addEventListener("sourceopen", resolve, { once: true }));
        URL.revokeObjectURL(address);
        if (media !== this.#media) return;
        media.duration = this.isEnded ? this.end : Infinity;
        for (const track of this.tracks) {
            track.attach(new TrackBuffer(media, this.#video, mimeType(track.codecs)));
            track.place(this.time);
        }
        this.#setSeekable();
        this.#load();
        if (this.#isWanted) this.#play();
    }

    #setSeekable() {
        if (this.#media?.readyState !== "open") return;
        if (this.isEnded) {
            const buffer = this.tracks[0].buffer;
            if (this.#media.duration === Infinity) {
                buffer?.idle(() => { this.#media.duration = this.end + 0.1; }).catch(
                    (error) => this.#report(String(error)));
            }
        } else {
            this.#media.setLiveSeekableRange?.(0, Math.max(this.end, 1));
        }
    }

    #changed(isOther) {
        if (!this.isReady) return;
        this.#setSeekable();
        this.#load();
        this.#emit("change");
        if (isOther) this.#emit("dates");
    }

    close() {
        this.#isClosed = true;
        clearInterval(this.#timer);
        this.#reload?.stop();
        for (const track of this.tracks) track.stop();
        this.#video.removeAttribute("src");
        this.#video.load();
    }

    // Playing.

    play() {
        this.#isWanted = true;
        this.#watchdog.rest();
        if (this.isReady && this.isFollowing && !this.isEnded) {
            this.follow();
        } else if (this.#video.ended && this.isEnded) {
            this.seek(this.first);
        }
        this.#reload?.wake();
        this.#load();
        this.#play();
    }

    #play() {
        this.#video.play().catch((error) => {
            if (error.name !== "NotAllowedError") return;
            this.#isWanted = false;
            this.#emit("fault", { reason: "blocked" });
        });
    }

    pause() {
        this.#isWanted = false;
        this.#watchdog.release();
        this.#video.pause();
    }

    get #liveTime() { return Math.max(this.first, this.edge - this.#holdBack); }

    /** Back to the edge. */
    follow() {
        this.#jumpToEdge();
        // What is known of the edge may be some seconds old: the next answers tell.
        this.#settlesUntil = performance.now() + 2000;
    }

    #jumpToEdge() {
        this.seek(this.#liveTime);
        this.isFollowing = !this.isEnded;
        this.#emit("change");
    }

    seek(time) {
        if (!this.isReady) {
            this.#wish = time;
            return;
        }
        const to = Math.min(Math.max(time, this.first), Math.max(this.first, this.edge - 0.1));
        this.isFollowing = false;
        this.#watchdog.rest();
        this.#video.playbackRate = 1;
        for (const track of this.tracks) track.place(to);
        if (this.#video.readyState > 0) {
            this.#pending = null;
            this.#video.currentTime = to;
        } else {
            this.#pending = to;
        }
        this.#reload?.wake();
        this.#load();
        this.#emit("change");
    }

    #load() {
        const limit = () => this.time + (this.#isWanted ? aheadWhenPlaying : 0.2);
        for (const track of this.tracks) {
            track.load(limit, () => this.#landed(), (text) => this.#report(text)).catch((error) => {
                this.#report(String(error));
                if (this.#media?.readyState !== "closed") this.#failed(String(error));
            });
        }
    }

    #landed() {
        if (this.#pending === null) return;
        const held = this.#video.buffered;
        for (let at = 0; at < held.length; at += 1) {
            if (held.end(at) <= this.#pending || held.start(at) > this.#pending + 1) continue;
            this.#video.currentTime = Math.max(this.#pending, held.start(at));
            this.#pending = null;
            return;
        }
    }

    // Watching over it.

    #tick() {
        this.#landed();
        this.#load();
        this.#keepUp();
        this.#watchdog.look(
            this.tracks, { isWanted: this.#isWanted, isPending: this.#pending !== null });
        this.#finish();
        this.#evict();
    }

    /** A little faster where the edge has got away, slower close to it, and a jump where it is far. */
    #keepUp() {
        if (!this.isFollowing || !this.#isWanted || this.#pending !== null) return;
        const video = this.#video;
        const lag = this.edge - video.currentTime;
        const far = this.#holdBack + (performance.now() < this.#settlesUntil ? 1 : 6);
        if (lag > far && !video.seeking) return this.#jumpToEdge();
        const rate = video.playbackRate;
        if (lag > this.#holdBack + 0.6) video.playbackRate = 1.06;
        else if (lag < this.#holdBack * 0.5) video.playbackRate = 0.95;
        else if (rate > 1 && lag < this.#holdBack + 0.15) video.playbackRate = 1;
        else if (rate < 1 && lag > this.#holdBack - 0.1) video.playbackRate = 1;
    }

    /** Having run dry at the edge, it keeps farther from it. */
    #widen() {
        if (!this.isFollowing || !this.#isWanted || this.silence > 2000) return;
        if (this.#video.seeking || this.#pending !== null) return;
        this.#holdBack = Math.min(6, this.#holdBack + 0.4);
    }

    /** Says that nothing more comes, once all is loaded. */
    #finish() {
        if (!this.isEnded || this.#media?.readyState !== "open") return;
        if (!this.tracks.every((track) => track.isDone)) return;
        const media = this.#media;
        const [first, second] = this.tracks;
        first.buffer.idle(() => {}).then(() => second?.buffer.idle(() => {})).then(() => {
            if (media.readyState === "open" && this.tracks.every((track) => track.isDone)) {
                media.endOfStream();
            }
        }).catch((error) => this.#report(String(error)));
    }

    #evict() {
        const now = performance.now();
        if (now - this.#evicted < 10_000 || this.#pending !== null) return;
        this.#evicted = now;
        for (const track of this.tracks) {
            track.buffer?.remove(0, this.#video.currentTime - behind).catch(
                (error) => this.#report(String(error)));
        }
    }

    /** Begins again where it was; a few times, then it says that it cannot. */
    #failed(message) {
        if (this.#isClosed) return;
        this.#report(message);
        const now = performance.now();
        this.#faults = this.#faults.filter((moment) => now - moment < 60_000).concat(now);
        if (this.#faults.length > 3) {
            this.pause();
            this.#emit("fault", { reason: "broken" });
            return;
        }
        // A little further on: the same bytes would fail again.
        this.#pending = this.time + (this.#faults.length > 1 ? 1 : 0.1);
        this.#attach().catch((error) => this.#report(String(error)));
    }
}

function mimeType(codecs) {
    const kind = codecs.some((codec) => /^(avc|hvc|hev|av01|vp0)/.test(codec)) ? "video" : "audio";
    return `${kind}/mp4; codecs="${codecs.join(",")}"`;
}
