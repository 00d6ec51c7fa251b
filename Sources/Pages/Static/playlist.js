// HLS playlists (RFC 8216bis) as far as our server writes them, and a little more.

/** The attributes of a tag: quoted values without their quotes. */
export function attributes(text) {
    const found = {};
    for (const [, name, value] of text.matchAll(/([A-Z0-9-]+)=("[^"]*"|[^",]*)/g)) {
        found[name] = value.startsWith('"') ? value.slice(1, -1) : value;
    }
    return found;
}

function linesOf(text) {
    const lines = text.split(/\r?\n/);
    if (lines[0]?.replace(/^\uFEFF/, "").trim() !== "#EXTM3U") {
        throw new SyntaxError("a playlist begins with #EXTM3U");
    }
    return lines;
}

/** "720@1000" as bytes of a file; what stands before the @ alone goes on where the last ended. */
function byteRange(text, before) {
    const [length, offset] = text.split("@").map(Number);
    const start = offset ?? (before ? before.end + 1 : 0);
    return { start, end: start + length - 1 };
}

/** The first variant with a picture and the sound that belongs to it. */
export function parseMultivariant(text, base) {
    const result = { video: null, audio: null, isMultivariant: false };
    const groups = new Map();
    let pending = null;
    for (const line of linesOf(text)) {
        if (line.startsWith("#EXT-X-MEDIA:")) {
            const found = attributes(line.slice(13));
            if (found.TYPE !== "AUDIO" || !found.URI) continue;
            const known = groups.get(found["GROUP-ID"]);
            if (known && found.DEFAULT !== "YES") continue;
            groups.set(found["GROUP-ID"], new URL(found.URI, base).href);
        } else if (line.startsWith("#EXT-X-STREAM-INF:")) {
            pending = attributes(line.slice(18));
            result.isMultivariant = true;
        } else if (pending && line && !line.startsWith("#")) {
            const codecs = (pending.CODECS ?? "").split(",").map((codec) => codec.trim());
            const picture = codecs.filter((codec) => /^(avc|hvc|hev|av01|vp0)/.test(codec));
            const sound = codecs.filter((codec) => /^(mp4a|opus|Opus|ac-3|ec-3|flac)/.test(codec));
            const url = new URL(line, base).href;
            const group = groups.get(pending.AUDIO);
            if (picture.length && !result.video) {
                result.video = { url, codecs: group ? picture : picture.concat(sound) };
                if (group && sound.length) result.audio = { url: group, codecs: sound };
            } else if (!picture.length && sound.length && !result.audio && !result.video) {
                result.audio = { url, codecs: sound };
            }
            pending = null;
        }
    }
    return result;
}

/**
 * A media playlist, or a delta update of one. Times are seconds, dates milliseconds since 1970.
 *
 * `skipped` are the segments that an update leaves out, `removed` the IDs of the date ranges that
 * went lately where it leaves out older ones.
 */
export function parseMedia(text, base) {
    const list = {
        targetDuration: 4, partTarget: 0, canBlock: false, canSkip: 0, canSkipDates: false,
        mediaSequence: 0, skipped: 0, removed: null, segments: [], dateRanges: [], isEnded: false,
    };
    let next = fresh();
    let map = null;
    let isChanged = false;
    let date = null;
    let range = null;
    let partRange = null;

    function fresh() {
        return { parts: [], isGap: false, duration: null, range: null };
    }

    function finish(url) {
        const segment = {
            url, duration: next.duration ?? next.parts.reduce((sum, part) => sum + part.duration, 0),
            map, date, isGap: next.isGap, range: next.range, parts: next.parts,
            isOpen: url === null, isDiscontinuous: isChanged,
        };
        list.segments.push(segment);
        if (date !== null) date += segment.duration * 1000;
        next = fresh();
        isChanged = false;
    }

    for (const line of linesOf(text)) {
        if (line === "" || line === "#EXTM3U") continue;
        if (!line.startsWith("#")) {
            finish(new URL(line, base).href);
            continue;
        }
        const colon = line.indexOf(":");
        const tag = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? "" : line.slice(colon + 1);
        switch (tag) {
        case "#EXTINF": next.duration = parseFloat(value); break;
        case "#EXT-X-GAP": next.isGap = true; break;
        case "#EXT-X-DISCONTINUITY": isChanged = true; break;
        case "#EXT-X-PROGRAM-DATE-TIME": date = Date.parse(value); break;
        case "#EXT-X-MAP": {
            const found = attributes(value);
            const bytes = found.BYTERANGE ? byteRange(found.BYTERANGE) : null;
            map = { url: new URL(found.URI, base).href, range: bytes };
            break;
        }
        case "#EXT-X-BYTERANGE":
            next.range = range = byteRange(value, range);
            break;
        case "#EXT-X-PART": {
            const found = attributes(value);
            if (found.BYTERANGE) partRange = byteRange(found.BYTERANGE, partRange);
            next.parts.push({
                url: new URL(found.URI, base).href, duration: parseFloat(found.DURATION),
                isIndependent: found.INDEPENDENT === "YES", isGap: found.GAP === "YES",
                range: found.BYTERANGE ? partRange : null,
            });
            break;
        }
        case "#EXT-X-DATERANGE": list.dateRanges.push(attributes(value)); break;
        case "#EXT-X-TARGETDURATION": list.targetDuration = parseFloat(value); break;
        case "#EXT-X-MEDIA-SEQUENCE": list.mediaSequence = parseInt(value, 10); break;
        case "#EXT-X-PART-INF":
            list.partTarget = parseFloat(attributes(value)["PART-TARGET"]);
            break;
        case "#EXT-X-SERVER-CONTROL": {
            const found = attributes(value);
            list.canBlock = found["CAN-BLOCK-RELOAD"] === "YES";
            list.canSkip = parseFloat(found["CAN-SKIP-UNTIL"] ?? 0);
            list.canSkipDates = found["CAN-SKIP-DATERANGES"] === "YES";
            break;
        }
        case "#EXT-X-SKIP": {
            const found = attributes(value);
            list.skipped = parseInt(found["SKIPPED-SEGMENTS"], 10);
            list.removed = found["RECENTLY-REMOVED-DATERANGES"]?.split("\t") ?? null;
            break;
        }
        case "#EXT-X-ENDLIST": list.isEnded = true; break;
        }
    }
    if (next.parts.length) finish(null);
    return list;
}

/** The date ranges after an update (RFC 8216bis §6.3.7). */
export function mergeDateRanges(known, list) {
    if (list.removed === null) return list.dateRanges;
    const told = new Set([...list.removed, ...list.dateRanges.map((range) => range.ID)]);
    return [...known.filter((range) => !told.has(range.ID)), ...list.dateRanges];
}

/** What a blocking reload asks for: the part that comes next (RFC 8216bis §6.2.5.2). */
export function nextPart(list) {
    const last = list.segments.at(-1);
    const count = list.mediaSequence + list.skipped + list.segments.length;
    if (last?.isOpen) return { sequence: count - 1, part: last.parts.length };
    return { sequence: count, part: 0 };
}
