import Ward

/// Nodes of linked data with all that is said of each, as a document of JSON-LD with whole addresses for names.
struct LinkedGraph {
    static let type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

    private var places: [String: Int] = [:]
    private var nodes: [(id: String, members: [String: [JSON]])] = []

    mutating func add(_ object: JSON, as predicate: String, to subject: String) {
        let place: Int
        if let known = places[subject] {
            place = known
        } else {
            place = nodes.count
            places[subject] = place
            nodes.append((subject, [:]))
        }
        if predicate == Self.type {
            if let name = object["@id"] { nodes[place].members["@type", default: []].append(name) }
        } else {
            nodes[place].members[predicate, default: []].append(object)
        }
    }

    static func literal(_ text: String, of type: String) -> JSON {
        ["@value": .string(text), "@type": .string("http://www.w3.org/2001/XMLSchema#\(type)")]
    }

    /// In the order in which they were named first.
    var json: JSON {
        [
            "@graph": .array(
                nodes.map { node in
                    .object(
                        node.members.mapValues { .array($0) }.merging(["@id": .string(node.id)]) { $1 })
                })
        ]
    }
}

/// What relative addresses refer to (RFC 3986, 5.2).
struct ReferenceBase {
    /// Without what stands behind a number sign.
    private let whole: String
    private let scheme: String
    /// With scheme and host.
    private let root: String
    private let path: String

    init(_ address: String) {
        whole = String(address.prefix { $0 != "#" })
        guard let colon = whole.firstIndex(of: ":"), Self.isWhole(whole) else {
            (scheme, root, path) = ("", "", String(whole.prefix { $0 != "?" }))
            return
        }
        scheme = String(whole[...colon])
        let rest = whole[whole.index(after: colon)...]
        let authority = rest.hasPrefix("//") ? rest.dropFirst(2).prefix { $0 != "/" && $0 != "?" } : ""
        root = scheme + (rest.hasPrefix("//") ? "//" + authority : "")
        path = String(whole.dropFirst(root.count).prefix { $0 != "?" })
    }

    func resolved(_ reference: String) -> String {
        if Self.isWhole(reference) { return reference }
        switch reference.unicodeScalars.first {
        case nil: return whole
        case "#": return whole + reference
        case "?": return root + path + reference
        case "/": return reference.hasPrefix("//") ? scheme + reference : root + Self.straightened(reference)
        default:
            let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "/"
            return root + Self.straightened(folder + reference)
        }
    }

    /// Whether it begins with a scheme.
    private static func isWhole(_ text: String) -> Bool {
        let scheme = text.utf8.prefix { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2B || byte == 0x2D || byte == 0x2E
        }
        guard let first = scheme.first, (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first) else {
            return false
        }
        return scheme.endIndex < text.utf8.endIndex && text.utf8[scheme.endIndex] == 0x3A
    }

    /// Without `.` and `..` among the parts of its path.
    private static func straightened(_ text: String) -> String {
        let path = text.prefix { $0 != "?" && $0 != "#" }
        guard path.contains("/.") else { return text }
        var parts: [Substring] = []
        let written = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for part in written {
            switch part {
            case ".": break
            case "..": _ = parts.popLast()
            default: parts.append(part)
            }
        }
        if let last = written.last, last == "." || last == ".." { parts.append("") }
        return "/" + parts.joined(separator: "/") + text[path.endIndex...]
    }
}
