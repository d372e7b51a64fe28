import Japanese
import Storage

/// A second key, held by somebody who does not run the system, such as the audit office: it signs what was handed over, and
/// its signatures come back into the store.
///
/// The witness needs no database: a bundle goes to them, and the bundle that they signed is what they keep, to compare the
/// next one with.
public enum Witness {
    static let action = "ward.witness.take"

    /// Signs each edition and head of a bundle that the key has not signed yet.
    /// - Returns: the signed bundle, and how many signatures are new.
    public static func sign(
        _ bundle: SealBundle, with key: SigningKey, at moment: Timestamp
    ) throws -> (bundle: SealBundle, added: Int) {
        var added = 0
        func signed(_ known: [Signature], _ subject: Signature.Subject, _ hash: String) throws -> [Signature] {
            guard !known.contains(where: { $0.publicKey == key.publicKey && $0.isValid }) else { return known }
            added += 1
            return try known.filter { $0.publicKey != key.publicKey } + [key.sign(subject, hash, at: moment)]
        }
        let records = try bundle.records.map { record in
            SealRecord(
                seal: record.seal, envelope: record.envelope, content: record.content, renderings: record.renderings,
                signatures: try signed(record.signatures, .seal, record.seal.hash))
        }
        let heads = try bundle.heads.map { head in
            SignedHead(head: head.head, signatures: try signed(head.signatures, .head, head.head.hash))
        }
        return (SealBundle(records: records, heads: heads), added)
    }

    /// Takes the signatures of a signed bundle into the store it came from.
    /// - Returns: how many are new.
    /// - Throws: ``WitnessRefusal`` and ``KeyRefusal`` with nothing taken.
    public static func take(_ bundle: SealBundle, by stamp: Stamp, on connection: any Connection) throws -> Int {
        let keys = Dictionary(
            try KeyRegister.list(on: connection).map { ($0.publicKey, $0) }, uniquingKeysWith: { first, _ in first })
        let seals = Set(try SealStore.all(on: connection).map(\.hash))
        let heads = Set(try DailyHeadStore.all(on: connection).map(\.hash))
        var added: [String: Int] = [:]
        func take(_ signatures: [Signature], of place: String, isKnown: Bool) throws {
            for signature in signatures {
                guard isKnown else { throw WitnessRefusal.notOurs(place) }
                guard signature.isValid else { throw WitnessRefusal.broken(place) }
                guard let key = keys[signature.publicKey] else { throw KeyRefusal.unknown }
                guard key.isValid(on: signature.signedAt.date) else {
                    throw KeyRefusal.notValid(fingerprint: key.fingerprint, on: signature.signedAt.date)
                }
                if try SignatureStore.keep(signature, on: connection) { added[signature.publicKey, default: 0] += 1 }
            }
        }
        for record in bundle.records {
            try take(record.signatures, of: record.place, isKnown: seals.contains(record.seal.hash))
        }
        for signed in bundle.heads {
            try take(signed.signatures, of: signed.head.place, isKnown: heads.contains(signed.head.hash))
        }
        for (key, count) in added.sorted(by: { $0.key < $1.key }) {
            try stamp.note(action, KeyRegister.subject(key), ["signatures": JSON(count)], on: connection)
        }
        return added.values.reduce(0, +)
    }
}

/// Why signatures are not taken.
public enum WitnessRefusal: Refusal, Hashable {
    case notOurs(String)
    case broken(String)

    public var words: String {
        switch self {
        case .notOurs(let place): "\(place)：署名されたものが、このデータベースのものと違います。namiki verify --against で調べてください。"
        case .broken(let place): "\(place)：署名が合いません。署名した人に、もう一度書き出してもらってください。"
        }
    }
}
