import Site
import Ward

/// Reads a catalogue that is one document of DCAT in JSON-LD: nested, as a graph with references, or with the bare names of DCAT-US.
enum DCATSource {
    static let bytesMax = 64 << 20

    static func read(
        _ source: HarvestSource, with reader: WebReader
    ) async throws -> [Result<HarvestedRecord, RejectedRecord>] {
        guard let address = WebAddress(source.address) else { throw UnreadableCatalogue("アドレスが正しくありません。") }
        let document = LinkedDocument(try JSON(ofCatalogue: try await reader.read(address, bytesMax)))
        let datasets = document.datasets
        guard document.isCatalogue || !datasets.isEmpty else {
            throw UnreadableCatalogue("DCATのカタログではありません。アドレスと種類を確かめてください。")
        }
        guard datasets.count <= HarvestSource.recordsMax else {
            throw UnreadableCatalogue("データセットが\(HarvestSource.recordsMax)件を超えています。")
        }
        return datasets.map { node in
            Result { () throws(RejectedRecord) in try record(node, in: document) }
        }
    }

    static func record(_ node: JSON, in document: LinkedDocument) throws(RejectedRecord) -> HarvestedRecord {
        var reading = RecordReading()
        let id = node["@id"]?.string
        let identifier = reading.required(document.text("dct:identifier", of: node) ?? id, "識別子（dct:identifier）")
        let title = reading.required(document.text("dct:title", of: node), "題名（dct:title）")
        let distributions = document.nodes("dcat:distribution", of: node)
        let licence =
            document.reference("dct:license", of: node)
            ?? distributions.lazy.compactMap { document.reference("dct:license", of: $0) }.first
        let files = reading.files(
            distributions.map { file in
                (
                    document.text("dct:title", of: file),
                    document.reference("dcat:downloadURL", of: file) ?? document.reference("dcat:accessURL", of: file),
                    (document.text("dct:format", of: file) ?? document.reference("dct:format", of: file)
                        ?? document.reference("dcat:mediaType", of: file))?.split(separator: "/").last.map(String.init)
                )
            })
        let publisher = document.nodes("dct:publisher", of: node).first.flatMap { document.text("foaf:name", of: $0) }
        return try reading.checked(
            HarvestedRecord(
                identifier: identifier, title: title,
                notes: reading.prose(document.text("dct:description", of: node)),
                publisher: reading.optional(publisher, "発行者"),
                licence: reading.optional(licence.map(Self.licence), "利用条件"),
                origin: reading.address(
                    document.reference("dcat:landingPage", of: node) ?? id ?? files.first?.address, "元のページのアドレス"),
                modified: reading.optional(document.text("dct:modified", of: node), "更新日時"),
                tags: reading.tags(document.texts("dcat:keyword", of: node)), files: files))
    }

    /// The title of a licence that is known here, or what was written.
    private static func licence(_ text: String) -> String {
        Licence.allCases.first { $0.address == text || $0.rawValue == text }?.title ?? text
    }
}

/// JSON-LD 1.1 as far as catalogues use it: names with prefixes, as whole addresses, or bare; nodes where they belong or in a graph.
struct LinkedDocument {
    private var byID: [String: JSON] = [:]
    private let nodes: [JSON]
    /// What the document itself calls a term.
    private var aliases: [String: [String]] = [:]

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

    var isCatalogue: Bool { nodes.contains { isA("dcat:Catalog", $0) || !values("dcat:dataset", of: $0).isEmpty } }

    /// Each once, in the order in which they stand.
    var datasets: [JSON] {
        let listed = nodes.flatMap { nodes("dcat:dataset", of: $0) } + nodes.filter { isA("dcat:Dataset", $0) }
        var seen: Set<String> = []
        return listed.filter { node in node["@id"]?.string.map { seen.insert($0).inserted } ?? true }
    }

    private func isA(_ type: String, _ node: JSON) -> Bool {
        let types = node["@type"].map { $0.array ?? [$0] } ?? []
        let names = Set(self.names(of: type))
        return types.contains { $0.string.map(names.contains) ?? false }
    }

    /// Nodes that a property names, those elsewhere in the document in place of their references.
    func nodes(_ property: String, of node: JSON) -> [JSON] {
        values(property, of: node).map { value in
            guard let id = value["@id"]?.string ?? value.string, let whole = byID[id] else { return value }
            return whole
        }
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

    private func values(_ property: String, of node: JSON) -> [JSON] {
        for name in names(of: property) {
            if let value = node[name], value != .null { return value.array ?? [value] }
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
        for (_, namespace) in RDFNode.prefixes where whole.hasPrefix(namespace) {
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
            ?? (prefix == "dcterms" ? "dct" : prefix).namespaceOfUsualPrefix
        return namespace.map { $0 + parts[1] } ?? name
    }
}

extension String {
    fileprivate var namespaceOfUsualPrefix: String? { RDFNode.prefixes.first { $0.0 == self }?.1 }
}
