import Storage

/// Content that is sealed and from which the page of an edition is drawn: the one shape of rounds, reports, minutes,
/// comparisons of versions and rehearsals.
///
///     struct ReportContent: SealedDocument {
///         static let kind = "plan.report"
///         static let drawing = DocumentStyle.version
///         let title: String …
///         func drawn(_ heading: SealHeading) -> [UInt8] { … }
///     }
///     let seal = try content.seal(report.id.text, reason: nil, by: stamp, on: connection)
///
/// Old editions are read for ever: a member that comes later is optional, and one that goes is still understood.
public protocol SealedDocument: Codable, Sendable {
    /// Of its seals, such as `plan.report`.
    static var kind: String { get }
    /// Of the content: raised when what is sealed is said in another way; 1 in the beginning. Content of another format is
    /// neither read nor drawn, and its stored page stands.
    static var format: Int { get }
    /// The version of the drawing: raised whenever the same content would give other bytes.
    static var drawing: Int { get }
    /// The page that is shown to people, byte for byte.
    func drawn(_ heading: SealHeading) -> [UInt8]
    /// What does not fit with other sealed content that this one rests on and names by its hash, in words.
    func contradictions(with sealed: SealedContents) -> [String]
}

extension SealedDocument {
    public static var format: Int { 1 }

    public func contradictions(with sealed: SealedContents) -> [String] { [] }

    /// As it is sealed.
    public var json: JSON {
        get throws {
            let json = try JSON(encoding: self)
            guard case .object(var members) = json else { return json }
            members["format"] = JSON(Self.format)
            return .object(members)
        }
    }

    /// - Returns: `nil` when the content is not one that this program wrote. Content that does not say its format is of the
    ///   first: so comparisons of versions were sealed in the beginning.
    public init?(_ json: JSON) {
        guard json["format"].map({ $0.integer == Self.format }) ?? (Self.format == 1),
            let read: Self = try? json.decoded()
        else { return nil }
        self = read
    }

    /// Draws editions of this kind again, to prove them.
    public static var renderer: SealRenderer {
        SealRenderer(
            type: "text/html", version: drawing,
            contradictions: { json, sealed in Self(json)?.contradictions(with: sealed) ?? [] }
        ) { json, heading in Self(json)?.drawn(heading) }
    }

    /// Seals the next edition.
    /// - Parameters:
    ///   - subject: the record's identifier.
    ///   - reason: why it replaces the one before; `nil` for the first.
    @discardableResult
    public func seal(
        _ subject: String, reason: String?, by stamp: Stamp, on connection: any Connection
    ) throws -> Seal {
        try SealStore.seal(
            kind: Self.kind, subject: subject, content: try json, reason: reason, by: stamp,
            on: connection
        ) { heading in
            [Rendering(type: "text/html", bytes: drawn(heading), version: Self.drawing)]
        }
    }

    /// All editions of a record, first to last.
    public static func editions(of subject: String, on connection: any Connection) throws -> [Seal] {
        try SealStore.editions(kind: kind, subject: subject, on: connection)
    }

    /// What an edition says, proved by its hash; `nil` when it is of a format this program cannot read.
    public static func content(of seal: Seal, on connection: any Connection) throws -> Self? {
        Self(try SealStore.content(of: seal, on: connection))
    }
}
