import Agenda

/// One list while it is read page by page: it says when that goes round in a circle.
struct ListWatch {
    /// As a body names it; nil where a person named it.
    let source: OParlList?
    let address: WebAddress
    private let limits: CrawlLimits
    private var visited: Set<String>
    private var seen: Set<Int> = []
    private var pagesWithoutNews = 0
    /// Whether a page of it has come.
    private(set) var hasBegun = false

    init(_ address: WebAddress, _ source: OParlList?, limits: CrawlLimits) {
        self.address = address
        self.source = source
        self.limits = limits
        visited = [address.text]
    }

    enum Step: Hashable {
        case end
        case page(WebAddress)
        /// It ends here, though the source says that it goes on; why.
        case stop(String)
    }

    /// What comes after a page.
    ///
    /// - Parameters:
    ///   - marks: of the objects on it.
    ///   - page: where it lies.
    ///   - next: the address of the next one, as the source writes it.
    mutating func step(after marks: [Int], at page: WebAddress, next: String?) -> Step {
        hasBegun = true
        let before = seen.count
        seen.formUnion(marks)
        pagesWithoutNews = seen.count > before ? 0 : pagesWithoutNews + 1
        guard let next else { return .end }
        guard let address = WebAddress(next, at: page) else {
            return .stop("its next page has no address of the web")
        }
        guard visited.insert(address.text).inserted else {
            return .stop("its next page is one that was read before")
        }
        guard pagesWithoutNews < limits.pagesWithoutNews else {
            return .stop("its last \(pagesWithoutNews) pages brought nothing new")
        }
        guard visited.count <= limits.pages else {
            return .stop("it has more than \(limits.pages) pages")
        }
        return .page(address)
    }
}
