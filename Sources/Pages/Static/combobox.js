import { element, word } from "./words.js";

/** Lower case without accents, so that "oz" finds "Öztürk" and "sob" finds "Şöb". */
function fold(text) {
    return text.toLowerCase().replaceAll("ß", "ss").replaceAll("ı", "i")
        .normalize("NFD").replace(/\p{M}/gu, "");
}

/** A field that finds people by a few letters (ARIA combobox with a list). */
export class Combobox {
    #field;
    #list;
    #persons;
    #choose;
    #matches = [];
    #active = -1;

    /**
     * @param persons `[{id, name, faction}]`
     * @param choose is told who was picked, or null and the text as typed.
     */
    constructor(field, list, persons, choose) {
        this.#field = field;
        this.#list = list;
        this.#persons = persons.map((person) => ({
            ...person, words: fold(person.name).split(/[\s-]+/), whole: fold(person.name),
        }));
        this.#choose = choose;
        // The browser's own list would stand over ours.
        field.removeAttribute("list");
        for (const [name, value] of Object.entries({
            role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
            "aria-controls": list.id,
        })) field.setAttribute(name, value);
        list.setAttribute("role", "listbox");
        field.addEventListener("input", () => this.#search());
        field.addEventListener("keydown", (event) => this.#key(event));
        list.addEventListener("mousedown", (event) => event.preventDefault());
        list.addEventListener("click", (event) => {
            const row = event.target.closest("[role=option]");
            if (row) this.#pick(Number(row.dataset.at));
        });
        field.addEventListener("blur", () => this.close());
    }

    close() {
        this.#matches = [];
        this.#list.hidden = true;
        this.#field.setAttribute("aria-expanded", "false");
        this.#field.removeAttribute("aria-activedescendant");
    }

    #search() {
        const typed = fold(this.#field.value.trim());
        if (!typed) return this.close();
        const rank = (person) => person.words.some((word) => word.startsWith(typed)) ? 0
            : person.whole.includes(typed) ? 1 : 2;
        this.#matches = this.#persons.map((person) => [rank(person), person])
            .filter(([rank]) => rank < 2).sort((a, b) => a[0] - b[0])
            .map(([, person]) => person).slice(0, 9);
        this.#active = this.#matches.length ? 0 : -1;
        this.#draw();
    }

    #draw() {
        const rows = this.#matches.map((person, at) => element("li", {
            role: "option", id: `${this.#list.id}-${at}`, "data-at": at,
            "aria-selected": String(at === this.#active),
        }, element("kbd", { "aria-hidden": "true" }, String(at + 1)), element("span", {}, ...this.#marked(person)),
        element("span", { class: "faint" }, person.faction ?? "")));
        if (!rows.length) {
            rows.push(element("li", { role: "presentation" }, word("office.noMatch")));
        }
        this.#list.replaceChildren(...rows);
        this.#list.hidden = false;
        this.#field.setAttribute("aria-expanded", "true");
        if (this.#active >= 0) {
            this.#field.setAttribute("aria-activedescendant", `${this.#list.id}-${this.#active}`);
        } else {
            this.#field.removeAttribute("aria-activedescendant");
        }
    }

    /** The name with the letters that were typed in bold. */
    #marked({ name, whole }) {
        const typed = fold(this.#field.value.trim());
        const at = whole.split(/(?<=[\s-])/).reduce(
            ([found, from], part) => [found < 0 && part.startsWith(typed) ? from : found,
                from + part.length], [-1, 0])[0];
        const from = at < 0 ? whole.indexOf(typed) : at;
        // Folding may change the length (ß, ss): then nothing is marked.
        if (from < 0 || whole.length !== name.length) return [name];
        const to = from + typed.length;
        return [name.slice(0, from), element("strong", {}, name.slice(from, to)), name.slice(to)];
    }

    #key(event) {
        if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
        const { key } = event;
        if ((key === "ArrowDown" || key === "ArrowUp") && this.#matches.length) {
            const step = key === "ArrowDown" ? 1 : this.#matches.length - 1;
            this.#active = (this.#active + step) % this.#matches.length;
            this.#draw();
        } else if (/^[1-9]$/.test(key) && this.#matches[Number(key) - 1]) {
            this.#pick(Number(key) - 1);
        } else if (key === "Enter") {
            if (this.#active >= 0) this.#pick(this.#active);
            else if (this.#field.value.trim()) this.#choose(null, this.#field.value.trim());
        } else {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
    }

    #pick(at) {
        const person = this.#matches[at];
        if (!person) return;
        this.#choose(person, person.name);
        this.close();
    }
}
