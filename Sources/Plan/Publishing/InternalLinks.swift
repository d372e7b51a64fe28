/// Takes links to pages of the site out of a sealed document: their words stay, and nothing leads to a server that the
/// reader may not reach. Links inside the document stay.
enum InternalLinks {
    private static let start = Array("<a href=\"/".utf8)
    private static let end = Array("</a>".utf8)

    static func removed(from document: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(document.count)
        var rest = document[...]
        // Links do not stand in each other: the next end belongs to the start before it.
        while let link = rest.firstRange(of: start), let close = rest[link.upperBound...].firstIndex(of: 0x3E),
            let last = rest[close...].firstRange(of: end)
        {
            result += rest[..<link.lowerBound]
            result += rest[(close + 1)..<last.lowerBound]
            rest = rest[last.upperBound...]
        }
        return result + rest
    }
}
