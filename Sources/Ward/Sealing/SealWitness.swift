/// What the audit trail says of a seal: the second place where it is written, by which a removed, added or exchanged
/// edition is found even when its own row looks whole.
public enum SealWitness {
    /// Tells of each sealed edition; the subject is `KIND/SUBJECT`.
    public static let action = "ward.seal"
    static let attachAction = "ward.seal.attach"

    static func subject(of seal: Seal) -> String {
        "\(seal.kind)/\(seal.subject)"
    }

    static func details(of seal: Seal) -> JSON {
        [
            "edition": JSON(seal.edition), "contentHash": .string(seal.contentHash), "hash": .string(seal.hash),
            "reason": JSON(seal.reason),
        ]
    }

    static func details(ofAttached type: String, hash: String, edition: Int) -> JSON {
        ["edition": JSON(edition), "type": .string(type), "hash": .string(hash)]
    }
}
