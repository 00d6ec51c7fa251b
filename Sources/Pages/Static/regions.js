const pressable = "button, a, summary, input";

/** What a region says but for ages: a button must not be replaced while it is being pressed. */
export function contentOf(region) {
    const age = region.querySelector('[data-part="age"]');
    if (age) age.textContent = "";
    return region.innerHTML;
}

/** The parts of the page that the server writes anew, but for the gate's banner. */
export class Regions {
    #root;
    #shown = new Map();

    constructor(root) {
        this.#root = root;
        for (const region of this.#all(root)) this.#shown.set(region.dataset.region, contentOf(region));
    }

    #all(root) { return root.querySelectorAll('[data-region]:not([data-region="gate"])'); }

    /** Takes over what another page has in them. */
    take(root) {
        for (const region of this.#all(root)) {
            const known = this.#root.querySelector(`[data-region="${region.dataset.region}"]`);
            if (known && !this.#isInUse(known)) this.#swap(known, region);
        }
    }

    #isInUse(region) {
        const active = document.activeElement;
        return region.contains(active) && active.matches("input, select, textarea");
    }

    /** Puts new content in. What was unfolded stays so, and the focus goes over to what does the
        same: not to what stands in its place, or a second Enter would do something else. */
    #swap(known, region) {
        const content = contentOf(region);
        if (this.#shown.get(region.dataset.region) === content) return;
        this.#shown.set(region.dataset.region, content);
        const open = [...known.querySelectorAll("details")].map((details) => details.open);
        const active = known.contains(document.activeElement) ? document.activeElement : null;
        const name = active && identity(active);
        known.replaceChildren(...region.childNodes);
        [...known.querySelectorAll("details")].forEach((details, index) => {
            details.open = open[index] ?? false;
        });
        if (!active) return;
        [...known.querySelectorAll(pressable)].find((next) => identity(next) === name)?.focus();
    }
}

function identity(pressed) {
    return [pressed.localName, pressed.form?.action, pressed.name, pressed.value,
        pressed.localName === "summary" ? pressed.textContent : ""].join(" ");
}
