/** Puts a block in and takes its time away from the others. */
function cut(blocks, added) {
    const result = [];
    for (const block of blocks) {
        if (block.end <= added.start || block.start >= added.end) {
            result.push(block);
            continue;
        }
        if (block.start < added.start) result.push({ ...block, end: added.start });
        if (block.end > added.end) {
            const label = block.start < added.start ? "" : block.label;
            result.push({ ...block, start: added.end, label });
        }
    }
    result.push(added);
    return result.sort((a, b) => a.start - b.start);
}

/** The strip of a whole session: what took no media time is as wide as can be seen. */
export function sessionBlocks(timeline, end) {
    const cuts = [];
    for (const item of timeline.items) {
        if (!item.isPublic) continue;
        for (const range of item.ownRanges) cuts.push({ start: range.start, item });
    }
    cuts.sort((a, b) => a.start - b.start);
    let blocks = [];
    if (!cuts.length || cuts[0].start > 0) {
        blocks.push({ kind: "item", start: 0, end: Math.min(cuts[0]?.start ?? end, end), label: "" });
    }
    cuts.forEach(({ start, item }, index) => {
        const next = Math.min(cuts[index + 1]?.start ?? end, end);
        // After a break the same item goes on.
        const label = cuts[index - 1]?.item === item ? "" : item.number;
        if (next > start) blocks.push({ kind: "item", start, end: next, label, item });
    });
    const width = end * 0.02;
    const point = (kind, moment) => {
        const start = Math.max(0, Math.min(moment, end - width));
        blocks = cut(blocks, { kind, start, end: start + width });
    };
    for (const { start, end: last, isDark } of timeline.breaks) {
        if (isDark) point("dark-break", start);
        else if (start < end) blocks = cut(blocks, { kind: "break", start, end: Math.min(last, end) });
    }
    for (const moment of new Set(timeline.closed.map((passage) => passage.at))) point("closed", moment);
    return blocks;
}

/** The strip of a clip: who spoke in it, by the last word of the name. */
export function clipBlocks(timeline, from, to) {
    let blocks = [{ kind: "item", start: from, end: to, label: "" }];
    for (const speech of timeline.speeches) {
        const start = Math.max(speech.start, from);
        const end = Math.min(speech.end, to);
        if (end <= start) continue;
        const label = speech.name.split(" ").at(-1);
        blocks = cut(blocks, { kind: "item", start, end, label, speech });
    }
    return blocks;
}
