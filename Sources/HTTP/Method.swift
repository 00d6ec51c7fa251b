/// The request methods this server knows; any other is answered with 501 (RFC 9110 §9).
public enum Method: String, Sendable, Hashable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case options = "OPTIONS"
    case post = "POST"
    case patch = "PATCH"
    case delete = "DELETE"
}
