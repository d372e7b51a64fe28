/// Everything that is wrong with a form, in the order in which it was found.
///
///     var errors = FormErrors()
///     errors.add("due", "期限は報告日より後の日にしてください。")
///     errors.addGeneral("この四半期はすでに確定しています。")
public struct FormErrors: Hashable, Sendable {
    /// One finding; `field` is `nil` when it concerns the form as a whole.
    public struct Entry: Hashable, Sendable {
        public let field: String?
        public let message: String
    }

    public private(set) var entries: [Entry] = []

    public init() {}

    /// - Parameter general: what is wrong with the form as a whole; an empty text means nothing is.
    public init(general: String) {
        addGeneral(general)
    }

    public static let none = FormErrors()

    public var isEmpty: Bool { entries.isEmpty }

    /// - Parameter field: the name of the field beside which the message stands.
    public mutating func add(_ field: String, _ message: String) {
        let entry = Entry(field: field, message: message)
        if !entries.contains(entry) { entries.append(entry) }
    }

    /// Each line of the text becomes a finding of its own, as rules list several reasons.
    public mutating func addGeneral(_ message: String) {
        for line in message.split(whereSeparator: \.isNewline) {
            let entry = Entry(field: nil, message: String(line))
            if !entries.contains(entry) { entries.append(entry) }
        }
    }

    /// The messages beside one field.
    public subscript(field: String) -> [String] {
        entries.filter { $0.field == field }.map(\.message)
    }
}

extension FormErrors {
    /// Several findings for one field, a line each.
    public mutating func add(_ field: String, lines: String) {
        for line in lines.split(whereSeparator: \.isNewline) { add(field, String(line)) }
    }
}
