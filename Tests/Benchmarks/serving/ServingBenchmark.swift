import Glibc
import HTTP
import Synchronization

/// Serves a playlist and a part as `ratskanal serve` does, from the HTTP module alone:
/// `/playlist.m3u8` and `/part.m4s` as hot paths, `/routed/…` the same through the router,
/// `/made/…` a part whose answer is made anew each time, `/wait` held until `/publish`.
@main struct ServingBenchmark {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else {
            print("usage: serving-benchmark PLAYLIST PART")
            exit(2)
        }
        let playlist = try OpenFile(CommandLine.arguments[1])
        let part = try OpenFile(CommandLine.arguments[2])
        let readyPlaylist = PreparedResponse(
            response(
                "application/vnd.apple.mpegurl", .bytes(try playlist.bytes(0..<playlist.length))))
        let range = FileRange(file: part, offset: 0, length: part.length)
        let readyPart = PreparedResponse(response("video/mp4", .file(range)))

        var router = Router { status, _, _ in Response(status) }
        router.onLoop(.get, "/routed/playlist.m3u8", shared: true) { _ in
            .now(Response(readyPlaylist))
        }
        let cache = PreparedCache<String>(limit: 64)
        router.onLoop(.get, "/routed/:name.m4s", shared: true) { request in
            let name = request.parameters["name"] ?? ""
            return .now(
                Response(cache.response(for: name) { response("video/mp4", .file(range)) }))
        }
        router.onLoop(.get, "/made/:name.m4s", shared: true) { _ in
            .now(response("video/mp4", .file(range)))
        }
        // Held as a blocked reload is; the first notification answers all.
        let topic = Topic()
        let isPublished = Atomic<Bool>(false)
        router.onLoop(.get, "/wait", shared: true) { _ in
            .wait(
                Wait(
                    on: topic, until: .now + .seconds(60),
                    retry: { _ in
                        isPublished.load(ordering: .acquiring)
                            ? .now(Response(readyPlaylist)) : nil
                    }, onDeadline: { _ in Response(.serviceUnavailable) }))
        }
        router.onLoop(.post, "/publish") { _ in
            isPublished.store(true, ordering: .releasing)
            topic.notify()
            return .now(Response(.noContent))
        }
        let server = Server(handler: router)
        server.hotPaths.set([
            ("/playlist.m3u8", readyPlaylist), ("/part.m4s", readyPart),
        ])
        try server.start()
        print(server.url)
        fflush(nil)
        // Until whoever started it closes its standard input.
        while getchar() != EOF {}
        server.stop(within: .seconds(1))
    }

    private static func response(_ type: String, _ body: Response.Body) -> Response {
        var response = Response(
            .ok,
            [
                "Content-Type": type, "Cache-Control": "public, max-age=24",
                "ETag": "\"0123456789abcdef\"",
            ], body: body)
        response.allowsAnyOrigin = true
        return response
    }
}
