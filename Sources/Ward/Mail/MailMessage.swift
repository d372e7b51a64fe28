import Japanese

/// A mail in plain text, as a value.
public struct MailMessage: Hashable, Sendable {
    /// Who it is from or to: a name for people and an address.
    public struct Party: Hashable, Sendable {
        public let name: String
        public let address: MailAddress

        public init(_ name: String, _ address: MailAddress) {
            self.name = name
            self.address = address
        }
    }

    /// Unique for ever; the left side of the Message-ID. ASCII letters and digits.
    public let id: String
    /// `nil` for a draft that a person opens and sends in a mail program.
    public let from: Party?
    public let to: [Party]
    public let cc: [Party]
    public let subject: String
    /// Lines end with `\\n`.
    public let body: String
    public let date: Timestamp

    public init(
        id: String, from: Party?, to: [Party], cc: [Party] = [], subject: String, body: String, date: Timestamp
    ) {
        self.id = id
        self.from = from
        self.to = to
        self.cc = cc
        self.subject = subject
        self.body = body
        self.date = date
    }

    /// Everybody it goes to.
    public var recipients: [MailAddress] { (to + cc).map(\.address) }
}
