/// The tags of what a browser or proxy holds already (`If-None-Match`), compared weakly, as for reading.
struct EntityTags {
    private let tags: [String]

    init(_ field: String) {
        tags = field.split(separator: ",").map { Self.opaque(String($0).trimmingWhitespace) }
    }

    func name(_ tag: String) -> Bool { tags.contains { $0 == "*" || $0 == Self.opaque(tag) } }

    private static func opaque(_ tag: String) -> String { tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag }
}
