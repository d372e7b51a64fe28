import Site
import Ward

/// What an action was called with: the members of a JSON object, or the fields of a form or a query, where lists and objects are
/// written as JSON. What is there and cannot be read is refused, never passed over.
struct CKANArguments: Sendable {
    let members: [String: JSON]

    /// What the document for programs promises of each: an address takes no more of all together.
    static let scalarsPromised = 400
    /// Different words that are looked for together.
    static let wordsMax = 100
    /// Values of all filters together.
    static let valuesMax = 1_000

    init(_ request: PageRequest) throws(CKANError) {
        var members: [String: JSON] = [:]
        for field in request.query.fields + request.form.fields { members[field.name] = .string(field.value) }
        switch request.foreign?.json {
        case .object(let sent)?: members.merge(sent) { $1 }
        case nil: break
        default: throw .validation(["request": ["JSON must be an object"]])
        }
        self.init(members)
    }

    init(_ members: [String: JSON]) { self.members = members.filter { $0.value != .null } }

    subscript(name: String) -> JSON? { members[name] }

    func text(_ name: String) throws(CKANError) -> String? {
        switch members[name] {
        case .string(let text)?: text
        case .integer(let number)?: "\(number)"
        case nil: nil
        default: throw .validation([name: ["Must be a string"]])
        }
    }

    /// - Throws: a Validation Error, in CKAN's words.
    func required(_ name: String) throws(CKANError) -> String {
        guard let text = try text(name), !text.isEmpty else { throw .validation([name: ["Missing value"]]) }
        return text
    }

    func number(_ name: String, default value: Int, max: Int) throws(CKANError) -> Int {
        guard let sent = members[name] else { return value }
        guard let number = sent.integer ?? sent.string.flatMap({ Int($0) }) else {
            throw .validation([name: ["Invalid integer"]])
        }
        guard number >= 0 else { throw .validation([name: ["Must be a natural number"]]) }
        return min(number, max)
    }

    func flag(_ name: String, default value: Bool = false) throws(CKANError) -> Bool {
        switch members[name] {
        case .bool(let flag)?: flag
        case .string(let text)?: ["true", "1", "yes", "t", "y"].contains(text.lowercased())
        case .integer(let number)?: number != 0
        case nil: value
        default: throw .validation([name: ["Must be a boolean"]])
        }
    }

    /// The words somebody looks for.
    func words(_ name: String) throws(CKANError) -> SearchKeys { try Self.words(try text(name) ?? "", in: name) }

    static func words(_ text: String, in name: String) throws(CKANError) -> SearchKeys {
        let words = SearchKeys(text)
        guard words.count <= wordsMax else {
            throw .validation([name: ["言葉は\(wordsMax)個までにしてください（\(words.count)個ありました）。"]])
        }
        return words
    }

    /// A list, also as JSON in a text, or words with commas between: each once, in the order in which they were sent.
    func list(_ name: String) throws(CKANError) -> [String]? {
        let texts: [String]
        switch members[name] {
        case nil, .string("")?: return nil
        case .string(let text)? where text.first != "[":
            texts = text.split(separator: ",").map { String($0).trimmingWhitespace }
        case .some(let sent):
            guard case .array(let values)? = Self.read(sent) else {
                throw .validation([name: ["Must be a list of strings"]])
            }
            texts = values.compactMap(Self.plain)
            guard texts.count == values.count else { throw .validation([name: ["Must be a list of strings"]]) }
        }
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }

    /// A list of objects or texts, also as JSON in a text.
    func elements(_ name: String) throws(CKANError) -> [JSON]? {
        guard let sent = members[name] else { return nil }
        guard case .array(let values)? = Self.read(sent) else { throw .validation([name: ["Must be a list"]]) }
        return values
    }

    /// An object whose members are values or lists of values, also as JSON in a text. A number is what it is written as, and nothing is an
    /// empty cell.
    func filters(_ name: String) throws(CKANError) -> [String: Set<String>] {
        guard let sent = members[name], sent != .string("") else { return [:] }
        guard case .object(let wanted)? = Self.read(sent) else { throw .validation([name: ["Must be a JSON object"]]) }
        let values = wanted.mapValues { $0.array ?? [$0] }
        let count = values.values.reduce(0) { $0 + $1.count }
        guard count <= Self.valuesMax else {
            throw .validation([name: ["値は、すべての列を合わせて\(Self.valuesMax)個までにしてください（\(count)個ありました）。分けて探してください。"]])
        }
        var filters: [String: Set<String>] = [:]
        for (column, values) in values {
            let texts = values.compactMap { $0 == .null ? "" : Self.plain($0) }
            guard texts.count == values.count else {
                throw .validation([name: ["「\(column)」の値は、文字、数、またはそれらの並びにしてください。"]])
            }
            filters[column] = Set(texts)
        }
        return filters
    }

    /// JSON as it came, or that stands in a text; `nil` when there is none.
    private static func read(_ sent: JSON) -> JSON? {
        guard case .string(let text) = sent else { return sent }
        return try? JSON(foreign: Array(text.utf8))
    }

    static func plain(_ value: JSON) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): "\(number)"
        case .bool(let flag): flag ? "true" : "false"
        default: nil
        }
    }
}
