/** Every word that the scripts show, from the page that they run on. */
const texts = JSON.parse(document.getElementById("texts")?.textContent ?? "{}");

/** The text of a key with its `{…}` filled in. */
export function word(key, values = {}) {
    return (texts[key] ?? "").replaceAll(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

function two(number) { return String(number).padStart(2, "0"); }

/** A seek to 83 s lands at 82.999…: that is still the 83rd. */
function wholeSeconds(seconds) { return Math.max(0, Math.floor(seconds + 0.01)); }

/** "2:08:31" */
export function position(seconds) {
    const whole = wholeSeconds(seconds);
    return `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

/** "2h8m31s", as `?t=` takes it. */
export function parameter(seconds) {
    const whole = wholeSeconds(seconds);
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    return `${hours ? `${hours}h` : ""}${hours + minutes ? `${minutes}m` : ""}${whole % 60}s`;
}

/** "19:12" where the session took place. */
export function clock(milliseconds, timeZone, hasSeconds = false) {
    return new Intl.DateTimeFormat(document.documentElement.lang, {
        hour: "2-digit", minute: "2-digit", second: hasSeconds ? "2-digit" : undefined,
        hourCycle: "h23", timeZone,
    }).format(milliseconds);
}

/** An element with text or other elements in it. */
export function element(name, attributes = {}, ...content) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...content);
    return made;
}

/** Fills an element only where it shows something else: readers of screens hear each change. */
export function show(target, text) {
    if (target.textContent !== text) target.textContent = text;
}
