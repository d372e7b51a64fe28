import Japanese
import Site
import Ward

/// `package_search`: words with Japanese folding, filters of Solr's simple form, order, paging and facets.
enum CKANSearch {
    static let all: [CKANAction] = [
        .reading(
            "package_search", "データセットを探す",
            [
                (name: "q", words: "探す言葉"),
                (name: "fq", words: "絞り込み（organization:…、groups:…、tags:…、license_id:…、res_format:…）"),
                (name: "rows", words: "件数"), (name: "start", words: "始まり"), (name: "sort", words: "並び順"),
                (name: "facet.field", words: "数える項目"),
            ], search)
    ]

    private static let rowsMax = 1_000
    private static let filtersMax = 100

    @Sendable private static func search(
        _ catalogue: Catalogue, _ arguments: CKANArguments, _ request: PageRequest
    ) throws -> JSON {
        let (words, filters) = try read(arguments)
        let rows = try arguments.number("rows", default: 10, max: rowsMax)
        let start = try arguments.number("start", default: 0, max: Int.max)
        var found = catalogue.entries.filter { entry in
            words.areIn(texts(entry))
                && filters.allSatisfy { $0.matches(values(entry, $0.field) ?? []) }
        }
        let sort = try arguments.text("sort") ?? "score desc, metadata_modified desc"
        try order(&found, by: sort)
        // Each once, and so never more than there are.
        let facets = try (try arguments.list("facet.field") ?? []).map { field -> (String, [(String, Int)]) in
            guard let all = counted(found, field) else { throw CKANError.searchQuery("facet.field \(field)") }
            return (field, all)
        }
        return [
            "count": JSON(found.count), "sort": .string(sort),
            "results": .array(
                found.dropFirst(start).prefix(rows).map { CKANDictionary.package($0, site: request.siteAddress) }),
            "facets": .object(
                Dictionary(
                    facets.map { field, counts in
                        (field, JSON.object(Dictionary(counts.map { ($0.0, JSON($0.1)) }, uniquingKeysWith: { $1 })))
                    }, uniquingKeysWith: { $1 })),
            "search_facets": .object(
                Dictionary(
                    facets.map { field, counts in
                        (
                            field,
                            [
                                "title": .string(field),
                                "items": .array(
                                    counts.map {
                                        [
                                            "name": .string($0.0),
                                            "display_name": .string(title(field, $0.0, catalogue)),
                                            "count": JSON($0.1),
                                        ]
                                    }),
                            ] as JSON
                        )
                    }, uniquingKeysWith: { $1 })),
        ]
    }

    private struct Filter: Hashable {
        let field: String
        let value: String
        let isNegated: Bool

        /// `*` stands for any value.
        func matches(_ values: [String]) -> Bool {
            (value == "*" ? !values.isEmpty : values.contains(value)) != isNegated
        }
    }

    /// Words, and the filters that stand among them as in `fq`.
    private static func read(_ arguments: CKANArguments) throws(CKANError) -> (SearchKeys, Set<Filter>) {
        var words: [String] = []
        var filters: Set<Filter> = []
        let (asked, filter) = (try arguments.text("q") ?? "", try arguments.text("fq") ?? "")
        let filtering = try arguments.list("fq_list") ?? [filter]
        for (text, isFilter) in [(asked, false)] + filtering.map({ ($0, true) }) {
            for part in parts(text) where !["*:*", "AND", "*"].contains(part) {
                let isNegated = part.hasPrefix("-")
                let plain = part.drop { $0 == "+" || $0 == "-" }
                if let colon = plain.firstIndex(of: ":"), fields.contains(String(plain[..<colon])) {
                    let value = plain[plain.index(after: colon)...].filter { !"\"()".contains($0) }
                    filters.insert(
                        Filter(field: String(plain[..<colon]), value: String(value), isNegated: isNegated))
                } else if isFilter {
                    throw .searchQuery(
                        "「\(part)」を読めません。organization:…、groups:…、tags:…、license_id:…、res_format:… が使えます。")
                } else {
                    words.append(part.filter { !"\"()*~".contains($0) })
                }
            }
        }
        guard filters.count <= filtersMax else {
            throw .searchQuery("条件は\(filtersMax)個までにしてください（\(filters.count)個ありました）。")
        }
        return (try CKANArguments.words(words.joined(separator: " "), in: "q"), filters)
    }

    /// By spaces outside quotation marks.
    private static func parts(_ text: String) -> [String] {
        var parts: [String] = []
        var part = ""
        var isQuoted = false
        for character in text {
            if character == "\"" { isQuoted.toggle() }
            if character.isWhitespace, !isQuoted {
                if !part.isEmpty { parts.append(part) }
                part = ""
            } else {
                part.append(character)
            }
        }
        return part.isEmpty ? parts : parts + [part]
    }

    private static let fields: Set = [
        "organization", "owner_org", "groups", "tags", "license_id", "res_format", "name", "title",
    ]

    private static func values(_ entry: Catalogue.Entry, _ field: String) -> [String]? {
        switch field {
        case "organization", "owner_org": [entry.organisation.name]
        case "groups": entry.dataset.themes.map(\.rawValue)
        case "tags": entry.dataset.tags
        case "license_id": [entry.dataset.licence.rawValue]
        case "res_format": entry.tables.isEmpty ? [] : ["CSV"]
        case "name": [entry.dataset.name]
        case "title": [entry.dataset.title]
        default: nil
        }
    }

    private static func texts(_ entry: Catalogue.Entry) -> [String] {
        let dataset = entry.dataset
        return [dataset.title, dataset.notes, dataset.name, entry.organisation.title] + dataset.tags
            + dataset.themes.map(\.title) + entry.tables.flatMap { $0.latest.profile.columns.map(\.name) }
            + Synonyms.words(for: dataset.title + dataset.tags.joined())
    }

    private static func counted(_ entries: [Catalogue.Entry], _ field: String) -> [(String, Int)]? {
        guard fields.contains(field) else { return nil }
        var counts: [String: Int] = [:]
        for value in entries.flatMap({ values($0, field) ?? [] }) { counts[value, default: 0] += 1 }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    private static func title(_ field: String, _ value: String, _ catalogue: Catalogue) -> String {
        switch field {
        case "organization", "owner_org": catalogue.organisations.first { $0.name == value }?.title ?? value
        case "groups": Theme(rawValue: value)?.title ?? value
        case "license_id": Licence(rawValue: value)?.title ?? value
        default: value
        }
    }

    private static func order(_ entries: inout [Catalogue.Entry], by sort: String) throws(CKANError) {
        // What is named again decides nothing.
        var named: Set<String> = []
        let parts = sort.split(separator: ",").map { $0.split(separator: " ").map(String.init) }
            .filter { named.insert($0.first ?? "").inserted }
        for words in parts.reversed() {
            let direction = words.dropFirst().first?.lowercased() ?? "asc"
            let isDescending = direction == "desc"
            let isReadable = words.count <= 2 && ["asc", "desc"].contains(direction)
            let key: (Catalogue.Entry) -> String
            switch isReadable ? words.first : nil {
            case "metadata_modified", "metadata_created": key = { CKANDictionary.moment($0.updatedAt) }
            case "title", "title_string": key = { TextKey.kana($0.dataset.title).text }
            case "name": key = { $0.dataset.name }
            // All that fit fit alike.
            case "score", "relevance": continue
            default:
                throw .searchQuery(
                    "並び順「\(words.joined(separator: " "))」は使えません。name、title、metadata_modified に asc か desc を付けてください。")
            }
            entries = entries.enumerated().sorted { left, right in
                let (before, after) = (key(left.element), key(right.element))
                if before == after { return left.offset < right.offset }
                return isDescending ? after < before : before < after
            }.map(\.element)
        }
    }
}
