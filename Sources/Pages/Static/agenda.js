import { element, word } from "./words.js";

/** Marks in the page's agenda what is open at a moment. */
export function highlight(timeline, time) {
    const list = document.querySelector("[data-agenda]");
    if (!list) return;
    const open = timeline.openItems(time);
    const leaves = new Set(timeline.leaves(open).map((item) => item.id));
    const all = new Set(open.map((item) => item.id));
    for (const row of list.querySelectorAll("li[data-item]")) {
        if (row.dataset.state === "non-public") continue;
        const id = Number(row.dataset.item);
        const item = timeline.item(id);
        const state = leaves.has(id) ? "current" : all.has(id) ? "open"
            : item?.ranges.length ? "done"
                : row.dataset.state === "withdrawn" ? "withdrawn" : "coming";
        if (row.dataset.state !== state) row.dataset.state = state;
        if (state === "current") row.setAttribute("aria-current", "true");
        else row.removeAttribute("aria-current");
    }
}

/** Who speaks, over the picture. */
export function overlay(target, timeline, time) {
    const speech = timeline.speech(time);
    const isShown = Boolean(speech?.name);
    if (target.hidden === isShown) target.hidden = !isShown;
    if (!isShown) return;
    const role = speech.role && speech.role !== "member" ? word(speech.role) : "";
    const behalf = speech.onBehalfOf ? word("onBehalfOf", { name: speech.onBehalfOf }) : "";
    const place = [role || speech.faction, behalf].filter((text) => text).join(", ");
    if (target.dataset.speech === `${speech.id} ${place} ${speech.name}`) return;
    target.dataset.speech = `${speech.id} ${place} ${speech.name}`;
    target.replaceChildren(element("strong", {}, speech.name), element("span", {}, place));
}
