import Site
import Ward

/// Linked data as far as catalogues use it, in JSON-LD 1.1 or read from Turtle: names with prefixes, as whole addresses, or bare; nodes where
/// they belong or in a graph.
struct LinkedDocument {
    private var byID: [String: JSON] = [:]
    private let nodes: [JSON]
    /// What the document itself calls a term.
    private var aliases: [String: [String]] = [:]

    /// Prefixes that mean the same wherever they are not told.
    private static let prefixes =
        RDFNode.prefixes + [
            ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"), ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
            ("skos", "http://www.w3.org/2004/02/skos/core#"), ("hydra", "http://www.w3.org/ns/hydra/core#"),
        ]

    init(_ json: JSON) {
        let roots = json["@graph"]?.array ?? json.array ?? [json]
        nodes = roots
        for node in roots {
            if let id = node["@id"]?.string { byID[id] = node }
        }
        let contexts = json["@context"].map { $0.array ?? [$0] } ?? []
        for context in contexts {
            guard case .object(let terms) = context else { continue }
            for (name, meaning) in terms {
                guard let told = meaning.string ?? meaning["@id"]?.string else { continue }
                aliases[Self.whole(told, terms), default: []].append(name)
            }
        }
    }

    var isCatalogue: Bool { !all("dcat:Catalog").isEmpty || !named("dcat:dataset").isEmpty }

    /// Each once, in the order in which they stand.
    var datasets: [JSON] {
        let listed = named("dcat:dataset") + all("dcat:Dataset")
        var seen: Set<String> = []
        return listed.filter { node in node["@id"]?.string.map { seen.insert($0).inserted } ?? true }
    }

    /// Where the catalogue goes on, as Hydra says it today or said it once; as an address or as a text.
    var nextPage: String? {
        let views = all("hydra:PagedCollection", "hydra:PartialCollectionView") + named("hydra:view")
        return views.lazy.compactMap { reference("hydra:next", of: $0) ?? reference("hydra:nextPage", of: $0) }.first
    }

    /// Nodes of one of these types, those below others left out.
    private func all(_ types: String...) -> [JSON] {
        let names = Set(types.flatMap(names(of:)))
        return nodes.filter { node in
            (node["@type"].map { $0.array ?? [$0] } ?? []).contains { $0.string.map(names.contains) ?? false }
        }
    }

    /// Nodes that a property of any node names, those below others left out.
    private func named(_ property: String) -> [JSON] {
        let names = names(of: property)
        return nodes.flatMap { values(names, of: $0) }.map(whole)
    }

    /// What people call a node: by whichever property it says so, or itself where it is a text.
    func label(of node: JSON) -> String? {
        ["foaf:name", "skos:prefLabel", "rdfs:label", "dct:title", "rdf:value"].lazy
            .compactMap { text($0, of: node) }.first ?? Self.text(node)
    }

    /// Nodes that a property names, those elsewhere in the document in place of their references.
    func nodes(_ property: String, of node: JSON) -> [JSON] {
        values(property, of: node).map(whole)
    }

    private func whole(_ value: JSON) -> JSON {
        (value["@id"]?.string ?? value.string).flatMap { byID[$0] } ?? value
    }

    /// An address, or a text in its place.
    func reference(_ property: String, of node: JSON) -> String? {
        values(property, of: node).lazy.compactMap { $0["@id"]?.string ?? $0["@value"]?.string ?? $0.string }.first
    }

    /// In Japanese where there are several.
    func text(_ property: String, of node: JSON) -> String? {
        let values = values(property, of: node)
        let chosen = values.first { $0["@language"]?.string?.hasPrefix("ja") ?? false } ?? values.first
        return chosen.flatMap(Self.text)
    }

    func texts(_ property: String, of node: JSON) -> [String] { values(property, of: node).compactMap(Self.text) }

    private static func text(_ value: JSON) -> String? {
        value.string ?? value["@value"]?.string ?? value["@value"]?.integer.map(String.init)
            ?? value.integer.map(String.init)
    }

    private func values(_ property: String, of node: JSON) -> [JSON] { values(names(of: property), of: node) }

    private func values(_ names: [String], of node: JSON) -> [JSON] {
        for name in names {
            guard let value = node[name], value != .null else { continue }
            return (value.array ?? [value]).flatMap { $0["@list"]?.array ?? [$0] }
        }
        return []
    }

    /// A name with its usual prefix, its whole address, what the document calls it, and bare.
    private func names(of term: String) -> [String] {
        let whole = Self.whole(term, [:])
        let bare = term.split(separator: ":").last.map(String.init) ?? term
        return [term, whole, term.replacing("dct:", with: "dcterms:"), bare] + (aliases[whole] ?? [])
            + aliasPrefixes(whole)
    }

    /// Names by prefixes that the document chose for itself.
    private func aliasPrefixes(_ whole: String) -> [String] {
        for (_, namespace) in Self.prefixes where whole.hasPrefix(namespace) {
            return (aliases[namespace] ?? []).map { "\($0):\(whole.dropFirst(namespace.count))" }
        }
        return []
    }

    private static func whole(_ name: String, _ terms: [String: JSON]) -> String {
        let parts = name.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, !parts[1].hasPrefix("//") else { return name }
        let prefix = String(parts[0])
        let namespace =
            terms[prefix]?.string ?? terms[prefix]?["@id"]?.string
            ?? prefixes.first { $0.0 == (prefix == "dcterms" ? "dct" : prefix) }?.1
        return namespace.map { $0 + parts[1] } ?? name
    }
}
