import Japanese
import Storage

/// That an account of the ward's identity provider stands for a person (庁内の認証との接続): by issuer and subject, never by a mail
/// address, which the next person in the post is given.
public struct PersonIdentity: Hashable, Sendable {
    public let id: ID<PersonIdentity>
    public let person: ID<Person>
    public let issuer: String
    public let subject: String
    public let connectedAt: Timestamp
    public let endedAt: Timestamp?
    /// When somebody last signed in with it.
    public let seenAt: Timestamp?
}

extension PersonIdentity: Record {
    public static let selection: SQL = """
        SELECT id, person, issuer, subject, connected_at, ended_at, seen_at FROM person_identity
        """
    public static let key: SQL = "person_identity.id"
    public static let title = "庁内の認証との接続"

    public init(_ row: SQLRow, on _: any Connection) throws {
        id = try row["id"]
        person = try row["person"]
        issuer = try row["issuer"]
        subject = try row["subject"]
        connectedAt = try row["connected_at"]
        endedAt = try row["ended_at"]
        seenAt = try row["seen_at"]
    }
}

/// An account of the provider that was refused because nobody is connected with it (つながっていないアカウント).
public struct IdentityNewcomer: Hashable, Sendable {
    public let id: ID<IdentityNewcomer>
    public let issuer: String
    public let subject: String
    /// As the provider calls it; never a key.
    public let name: String
    public let account: String
    public let seenAt: Timestamp
}

extension IdentityNewcomer: Record {
    public static let selection: SQL = "SELECT id, issuer, subject, name, account, seen_at FROM identity_newcomer"
    public static let key: SQL = "identity_newcomer.id"
    public static let title = "つながっていないアカウント"

    public init(_ row: SQLRow, on _: any Connection) throws {
        id = try row["id"]
        issuer = try row["issuer"]
        subject = try row["subject"]
        name = try row["name"]
        account = try row["account"]
        seenAt = try row["seen_at"]
    }
}
