import Ward

/// Which part of a file is asked for (RFC 9110, 14): a download that broke off goes on, and a program reads of a large file what it needs.
///
/// One range of bytes is answered; to several the whole file is an answer that the standard allows.
enum ByteRange: Equatable {
    case whole
    case part(ClosedRange<Int>)
    /// Begins behind the end of the file.
    case outside

    /// - Parameters:
    ///   - field: the header `Range`.
    ///   - condition: the header `If-Range`: the part is wanted of these bytes only.
    ///   - tag: the entity tag of the file.
    ///   - length: of the file in bytes.
    init(_ field: String?, if condition: String?, tag: String, length: Int) {
        self = .whole
        guard length > 0, condition == nil || condition == tag, let (first, last) = Self.ends(field) else { return }
        switch (first, last) {
        case (nil, nil): return
        // The last so many bytes.
        case (nil, let count?): self = count == 0 ? .outside : .part(max(0, length - count)...length - 1)
        case (let first?, _) where first >= length: self = .outside
        case (let first?, nil): self = .part(first...length - 1)
        case (let first?, let last?): self = .part(first...min(last, length - 1))
        }
    }

    /// Whether a request goes on behind the beginning of a file. The last so many bytes may be all of it.
    static func goesOn(_ field: String, if condition: String?, tag: String) -> Bool {
        guard condition == nil || condition == tag, let first = ends(field)?.first else { return false }
        return first > 0
    }

    /// What stands around the dash of one range of bytes; nothing where the header says something else.
    private static func ends(_ field: String?) -> (first: Int?, last: Int?)? {
        let parts = field?.split(separator: "=", omittingEmptySubsequences: false).map { String($0).trimmingWhitespace }
        guard let parts, parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
        let ends = parts[1].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard ends.count == 2, let first = number(ends[0]), let last = number(ends[1]) else { return nil }
        if let first, let last, last < first { return nil }
        return (first, last)
    }

    /// Nothing is no number; what is written and is none makes no range.
    private static func number(_ text: String) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        // Larger than any file.
        return .some(Int(text) ?? Int.max)
    }
}
