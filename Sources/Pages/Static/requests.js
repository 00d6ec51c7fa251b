// A browser opens six connections to a host over all of its tabs. Three at most are ours, so that
// a second tab still plays.
const limit = 3;
let running = 0;
const waiting = [];

/** What went wrong: the status of the answer, or 0 where none came. */
export class RequestError extends Error {
    constructor(status, url, cause) {
        super(`${status || "no answer"}: ${url}`, { cause });
        this.status = status;
    }

    /** Whether asking again later can help. */
    get isPassing() {
        return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
    }
}

async function enter() {
    if (running < limit) {
        running += 1;
        return;
    }
    await new Promise((resolve) => waiting.push(resolve));
}

function leave() {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
}

/**
 * Asks for `url` and reads the answer to its end.
 *
 * @param as "text", "json" or "bytes".
 * @returns {{body, etag: string|null, url: string}}
 */
export async function request(url, { as = "text", range, signal, timeout = 20_000, cache } = {}) {
    await enter();
    const controller = new AbortController();
    const abort = () => controller.abort();
    const timer = setTimeout(abort, timeout);
    signal?.addEventListener("abort", abort);
    try {
        if (signal?.aborted) throw new RequestError(0, url);
        const headers = range ? { Range: `bytes=${range.start}-${range.end}` } : {};
        const response = await fetch(url, { headers, signal: controller.signal, cache });
        if (!response.ok) {
            await response.body?.cancel();
            throw new RequestError(response.status, url);
        }
        let body;
        if (as === "bytes") {
            body = new Uint8Array(await response.arrayBuffer());
            // Whoever ignores Range sends everything.
            if (range && response.status === 200) body = body.slice(range.start, range.end + 1);
        } else {
            body = as === "json" ? await response.json() : await response.text();
        }
        return { body, etag: response.headers.get("ETag"), url: response.url || url };
    } catch (error) {
        if (error instanceof RequestError) throw error;
        throw new RequestError(0, url, error);
    } finally {
        clearTimeout(timer);
        signal?.removeEventListener("abort", abort);
        leave();
    }
}

/** How long to wait before the n-th attempt after a failure, in milliseconds. */
export function backOff(attempt) {
    return Math.min(5000, 250 * 2 ** Math.min(attempt, 5)) * (0.75 + Math.random() / 2);
}
