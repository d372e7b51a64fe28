/// What a part points to (ECMA-376 Part 2, 6.5): places of parts are looked up here, never guessed.
public final class Relationships: XMLPart {
    public struct Relationship: Sendable {
        /// The last word of its type: `worksheet`, `sharedStrings`; the same in both namespaces.
        public let kind: String
        /// The part, from the root of the archive; `nil` when it lies outside the file.
        public let part: String?
        /// As it is written: of what lies outside the file, its address.
        public let target: String
    }

    public private(set) var byIdentifier: [String: Relationship] = [:]
    private let folder: [Substring]
    private let itemsMax: Int

    /// The relationships of a part; of the whole package for an empty name.
    public init(of part: String, itemsMax: Int) {
        let segments = part.split(separator: "/")
        folder = Array(segments.dropLast())
        self.itemsMax = itemsMax
        let file = segments.last.map(String.init) ?? ""
        super.init(name: (folder + ["_rels", Substring(file + ".rels")]).joined(separator: "/"))
    }

    /// The first of a kind.
    public func part(_ kind: String) -> String? {
        byIdentifier.sorted { $0.key < $1.key }.first { $0.value.kind == kind }?.value.part
    }

    public override func start(_ element: XMLName, _ attributes: XMLAttributes) throws(WorkbookRefusal) {
        guard element == "Relationship" else { return }
        guard let identifier = attributes.text("Id"), let type = attributes.text("Type"),
            let target = attributes.text("Target")
        else { throw invalid("Relationship") }
        guard byIdentifier.count < itemsMax else { throw .tooMany(what: "Relationship", part: name, max: itemsMax) }
        let isOutside = attributes.text("TargetMode") == "External"
        let kind = type.split(separator: "/").last.map(String.init) ?? ""
        byIdentifier[identifier] = Relationship(
            kind: kind, part: isOutside ? nil : resolve(target), target: target)
    }

    /// `worksheets/sheet1.xml` from the part's folder, `/xl/worksheets/sheet1.xml` from the root; `nil` for `..` above it.
    private func resolve(_ target: String) -> String? {
        let isAbsolute = target.utf8.first == UInt8(ascii: "/")
        var segments = isAbsolute ? [] : folder
        for segment in target.split(separator: "/") where segment != "." {
            if segment == ".." {
                guard segments.popLast() != nil else { return nil }
            } else {
                segments.append(segment)
            }
        }
        return Relationships.decoded(segments.joined(separator: "/"))
    }

    /// `%20` and the like as characters.
    private static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard bytes.contains(0x25) else { return text }
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            if bytes[position] == 0x25, position + 2 < bytes.count,
                let byte = UInt8(String(decoding: bytes[(position + 1)...(position + 2)], as: UTF8.self), radix: 16)
            {
                result.append(byte)
                position += 3
            } else {
                result.append(bytes[position])
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
