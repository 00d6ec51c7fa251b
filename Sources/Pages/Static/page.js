import { request } from "./requests.js";

/**
 * Keeps the words around the picture up to date by asking the server for the page again: what an
 * agenda row or a notice says is written in one place alone.
 */
export class Page {
    #section;
    #isAsking = false;
    #isAskedAgain = false;
    #fresh;
    #replaced;

    /**
     * @param fresh is told of the new page's player where this one goes on.
     * @param replaced is told of the player that stands in this one's place: another session.
     */
    constructor(section, { fresh, replaced }) {
        this.#section = section;
        this.#fresh = fresh;
        this.#replaced = replaced;
    }

    async refresh() {
        this.#isAskedAgain = true;
        if (this.#isAsking) return;
        this.#isAsking = true;
        while (this.#isAskedAgain) {
            this.#isAskedAgain = false;
            try {
                const { body } = await request(location.href, { cache: "no-cache" });
                this.#take(new DOMParser().parseFromString(body, "text/html"));
            } catch (error) {
                // The server is away; the next change asks again.
                console.warn(String(error));
            }
        }
        this.#isAsking = false;
    }

    #take(next) {
        const section = next.querySelector("[data-player]");
        if (!section || !this.#section.isConnected) return;
        const title = next.querySelector(".title-line");
        if (title) document.querySelector(".title-line")?.replaceWith(title);
        const began = this.#section.dataset.state === "planned" && section.dataset.state !== "planned";
        const isOther = section.dataset.session !== this.#section.dataset.session;
        const wasEnded = this.#section.dataset.state === "ended" && section.dataset.state === "live";
        if (began || isOther || wasEnded) {
            document.title = next.title;
            document.querySelector("main").replaceWith(next.querySelector("main"));
            this.#replaced(document.querySelector("[data-player]"));
            return;
        }
        for (const region of next.querySelectorAll("[data-live]")) {
            const known = document.querySelector(`[data-live="${region.dataset.live}"]`);
            if (known) this.#swap(known, region);
        }
        this.#fresh(section);
    }

    /** Puts new content in and leaves the focus where it was. */
    #swap(known, region) {
        if (known.innerHTML === region.innerHTML) return;
        const focused = known.contains(document.activeElement)
            ? document.activeElement.getAttribute("href") : null;
        known.replaceChildren(...region.childNodes);
        if (focused) known.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
    }
}
