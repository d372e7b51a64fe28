import Japanese
import Storage

/// A file that waits for the person who sent it to look at what it would do (取込みの前の確認).
///
///     let kept = try KeptUpload.keep(bytes, named: "組織.xlsx", for: "/units/list", by: stamp, on: connection)
///     // on the next page, by the same person
///     let waiting = try KeptUpload.find(kept.id, for: "/units/list", of: person, on: connection)
///
/// It lies in the database, so that what is confirmed is what was looked at, byte for byte: a page sends back its identifier
/// alone. Another person does not find it, and nothing of it stays beyond the next day.
public struct KeptUpload: Sendable {
    /// A person's older files go when there are more; several windows may stand open.
    static let countMax = 5
    static let hoursMax = 24

    public let id: ID<KeptUpload>
    public let filename: String
    public let content: [UInt8]

    /// - Parameter purpose: the address of the page that takes such files.
    @discardableResult
    public static func keep(
        _ content: [UInt8], named filename: String, for purpose: String, by stamp: Stamp, on connection: any Connection
    ) throws -> KeptUpload {
        guard let person = stamp.actor.person else { throw KeptUploadRefusal.nobody }
        try purge(at: stamp.at, on: connection)
        let kept = KeptUpload(id: stamp.newID(), filename: filename, content: content)
        try connection.execute(
            """
            DELETE FROM kept_upload WHERE person = \(person) AND id NOT IN
                (SELECT id FROM kept_upload WHERE person = \(person) ORDER BY kept_at DESC, id DESC LIMIT \(countMax - 1))
            """)
        try connection.execute(
            """
            INSERT INTO kept_upload (id, person, purpose, filename, content, kept_at)
            VALUES (\(kept.id), \(person), \(purpose), \(filename), \(content), \(stamp.at))
            """)
        return kept
    }

    /// - Returns: `nil` when it is gone, or was sent by somebody else or on another page.
    public static func find(
        _ id: ID<KeptUpload>, for purpose: String, of person: ID<Person>, at now: Timestamp,
        on connection: any Connection
    ) throws -> KeptUpload? {
        try connection.row(
            """
            SELECT id, filename, content FROM kept_upload WHERE id = \(id) AND purpose = \(purpose)
                AND person = \(person) AND kept_at > \(earliest(at: now))
            """
        ).map { KeptUpload(id: try $0["id"], filename: try $0["filename"], content: try $0["content"]) }
    }

    /// - Returns: whether it was still there: of two who take it at once, one does.
    @discardableResult
    public static func remove(
        _ id: ID<KeptUpload>, of person: ID<Person>, on connection: any Connection
    ) throws -> Bool {
        try connection.execute("DELETE FROM kept_upload WHERE id = \(id) AND person = \(person)") == 1
    }

    private static func purge(at now: Timestamp, on connection: any Connection) throws {
        try connection.execute("DELETE FROM kept_upload WHERE kept_at <= \(earliest(at: now))")
    }

    private static func earliest(at now: Timestamp) -> Timestamp { now.adding(seconds: -hoursMax * 3_600) }
}

/// Why a file is not kept, or is there no more.
public enum KeptUploadRefusal: Refusal, Hashable {
    /// Only people look at what they sent.
    case nobody
    case gone

    public var words: String {
        switch self {
        case .nobody: "サインインした人だけが、ファイルを送れます。"
        case .gone: "送られたファイルは、すでに取り込んだか、\(KeptUpload.hoursMax)時間を過ぎて消しました。もう一度ファイルを選んでください。"
        }
    }
}
