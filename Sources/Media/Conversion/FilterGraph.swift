import CFFmpeg

/// A chain of libavfilter's filters from one source to one sink. Belongs to one thread.
final class FilterGraph {
    private let graph: UnsafeMutablePointer<AVFilterGraph>
    private let source: UnsafeMutablePointer<AVFilterContext>
    private let sink: UnsafeMutablePointer<AVFilterContext>
    private let object: String

    enum Medium: String {
        case video = "buffer"
        case audio = "abuffer"
    }

    /// `arguments` describe what comes in, `chain` is in libavfilter's notation.
    init(
        _ medium: Medium, from arguments: String, through chain: String, object: String
    ) throws(MediaError) {
        func failure(_ code: Int32) -> MediaError {
            MediaError(
                .library, while: "converting", object: object, cause: LibraryCode(value: code).text)
        }
        var created = avfilter_graph_alloc()
        guard let graph = created else {
            throw MediaError(.library, while: "converting", object: object, cause: "no memory")
        }
        do throws(MediaError) {
            var source: UnsafeMutablePointer<AVFilterContext>?
            var sink: UnsafeMutablePointer<AVFilterContext>?
            var code = avfilter_graph_create_filter(
                &source, avfilter_get_by_name(medium.rawValue), "in", arguments, nil, graph)
            guard code >= 0, let source else { throw failure(code) }
            code = avfilter_graph_create_filter(
                &sink, avfilter_get_by_name(medium.rawValue + "sink"), "out", nil, nil, graph)
            guard code >= 0, let sink else { throw failure(code) }
            var inputs = avfilter_inout_alloc()
            var outputs = avfilter_inout_alloc()
            defer {
                avfilter_inout_free(&inputs)
                avfilter_inout_free(&outputs)
            }
            // Named from the chain's side: what it puts out goes into the sink.
            outputs?.pointee.name = av_strdup("in")
            outputs?.pointee.filter_ctx = source
            inputs?.pointee.name = av_strdup("out")
            inputs?.pointee.filter_ctx = sink
            code = avfilter_graph_parse_ptr(graph, chain, &inputs, &outputs, nil)
            guard code >= 0 else { throw failure(code) }
            code = avfilter_graph_config(graph, nil)
            guard code >= 0 else { throw failure(code) }
            self.source = source
            self.sink = sink
        } catch {
            avfilter_graph_free(&created)
            throw error
        }
        self.graph = graph
        self.object = object
    }

    deinit {
        var graph: UnsafeMutablePointer<AVFilterGraph>? = graph
        avfilter_graph_free(&graph)
    }

    /// Samples that each frame has from now on but the last.
    func setFrameSize(_ samples: Int) {
        av_buffersink_set_frame_size(sink, UInt32(samples))
    }

    /// Takes a frame, which is empty afterwards, or nil at the end.
    func send(_ frame: RawFrame?) throws(MediaError) {
        let code = LibraryCode(value: av_buffersrc_add_frame(source, frame?.pointer))
        guard code.value >= 0 else {
            throw MediaError(.library, while: "converting", object: object, cause: code.text)
        }
    }

    /// Fills `frame` with what comes out next; false where more must come before.
    func receive(into frame: RawFrame) -> Bool {
        av_frame_unref(frame.pointer)
        return av_buffersink_get_frame(sink, frame.pointer) >= 0
    }

    /// Of the times of what comes out.
    var timeBase: AVRational { av_buffersink_get_time_base(sink) }
}
