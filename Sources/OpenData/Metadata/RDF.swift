import Ward

/// A thing described by properties (RDF 1.1), written as JSON-LD or as Turtle from one value.
struct RDFNode: Sendable {
    indirect enum Value: Sendable {
        case iri(String)
        case text(String, language: String? = nil)
        case typed(String, as: String)
        case node(RDFNode)
    }

    /// An absolute address; `nil` for a thing without a name.
    let id: String?
    /// With their prefixes, such as `dcat:Dataset`.
    let types: [String]
    private(set) var properties: [(name: String, values: [Value])] = []

    init(_ id: String? = nil, _ types: String...) {
        self.id = id
        self.types = types
    }

    mutating func set(_ name: String, _ values: Value?...) {
        let known = values.compactMap(\.self)
        if !known.isEmpty { properties.append((name, known)) }
    }

    mutating func set(_ name: String, all values: [Value]) {
        if !values.isEmpty { properties.append((name, values)) }
    }

    static let prefixes = [
        ("dcat", "http://www.w3.org/ns/dcat#"), ("dct", "http://purl.org/dc/terms/"),
        ("foaf", "http://xmlns.com/foaf/0.1/"), ("spdx", "http://spdx.org/rdf/terms#"),
        ("vcard", "http://www.w3.org/2006/vcard/ns#"), ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        ("prov", "http://www.w3.org/ns/prov#"),
    ]

    // MARK: JSON-LD 1.1

    var document: JSON {
        guard case .object(var members) = json else { return json }
        members["@context"] = .object(Dictionary(uniqueKeysWithValues: Self.prefixes.map { ($0.0, .string($0.1)) }))
        return .object(members)
    }

    private var json: JSON {
        var members: [String: JSON] = [:]
        if let id { members["@id"] = .string(id) }
        if !types.isEmpty {
            members["@type"] = types.count == 1 ? .string(types[0]) : .array(types.map { .string($0) })
        }
        for (name, values) in properties {
            let written = values.map(Self.json)
            members[name] = written.count == 1 ? written[0] : .array(written)
        }
        return .object(members)
    }

    private static func json(_ value: Value) -> JSON {
        switch value {
        case .iri(let address): ["@id": .string(address)]
        case .text(let text, nil): .string(text)
        case .text(let text, let language?): ["@value": .string(text), "@language": .string(language)]
        case .typed(let text, let type): ["@value": .string(text), "@type": .string(type)]
        case .node(let node): node.json
        }
    }

    // MARK: Turtle 1.1

    var turtle: String {
        let heads = Self.prefixes.map { "@prefix \($0.0): <\($0.1)> .\n" }.joined()
        return heads + "\n" + subjects.map(\.statement).joined(separator: "\n")
    }

    /// Itself and every named thing below it.
    private var subjects: [RDFNode] {
        [self]
            + properties.flatMap(\.values).flatMap { value -> [RDFNode] in
                guard case .node(let node) = value else { return [] }
                return node.id == nil ? Array(node.subjects.dropFirst()) : node.subjects
            }
    }

    private var statement: String { "<\(Self.address(id ?? ""))>\(predicates(indent: "    ")) .\n" }

    private func predicates(indent: String) -> String {
        let lines =
            (types.isEmpty ? [] : ["a " + types.joined(separator: ", ")])
            + properties.map {
                "\($0.name) " + $0.values.map { Self.turtle($0, indent: indent) }.joined(separator: ", ")
            }
        return lines.map { "\n\(indent)\($0)" }.joined(separator: " ;")
    }

    private static func turtle(_ value: Value, indent: String) -> String {
        switch value {
        case .iri(let iri): "<\(address(iri))>"
        case .text(let text, let language): quoted(text) + (language.map { "@\($0)" } ?? "")
        case .typed(let text, let type): "\(quoted(text))^^\(type)"
        case .node(let node):
            node.id.map { "<\(address($0))>" } ?? "[\(node.predicates(indent: indent + "    "))\n\(indent)]"
        }
    }

    private static func quoted(_ text: String) -> String {
        var written = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": written += "\\\""
            case "\\": written += "\\\\"
            case "\n": written += "\\n"
            case "\r": written += "\\r"
            case "\t": written += "\\t"
            default: written.unicodeScalars.append(scalar)
            }
        }
        return written + "\""
    }

    /// What an IRI may not hold is left out.
    private static func address(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { $0.value > 0x20 && !"<>\"{}|^`\\".unicodeScalars.contains($0) }))
    }
}
