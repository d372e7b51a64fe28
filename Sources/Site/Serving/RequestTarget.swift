import Ward

/// The path and the query of a request, decoded and bounded.
struct RequestTarget: Sendable {
    static let pathBytesMax = 2_000
    static let queryBytesMax = 8_000

    enum Problem: Error, Hashable {
        case tooLong
        case malformed
    }

    /// As it was sent, without the query.
    let path: String
    /// Decoded; a slash at the end of the path adds none.
    let segments: [String]
    let query: Form

    /// - Parameter target: the part of the request line after the method.
    init(_ target: String) throws(Problem) {
        let bytes = Array(target.utf8)
        let border = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
        let path = bytes[..<border]
        let query = bytes[border...].dropFirst()
        guard path.count <= Self.pathBytesMax, query.count <= Self.queryBytesMax else { throw .tooLong }
        guard path.first == UInt8(ascii: "/"), path.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .malformed
        }
        var segments: [String] = []
        for part in path.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
            guard let segment = PercentCoding.decoded(part, plusIsSpace: false), !segment.utf8.contains(0) else {
                throw .malformed
            }
            segments.append(segment)
        }
        if segments.last == "" { segments.removeLast() }
        guard let form = URLEncodedForm.decoded(query) else { throw .malformed }
        self.path = String(decoding: path, as: UTF8.self)
        self.segments = segments
        self.query = form
    }
}
