import Crypto
import Foundation

/// The ward's own key for signing what it seals: Ed25519 (RFC 8032), in a file that its owner alone can read.
///
/// A seal proves that nothing changed since; a signature proves to somebody without the database who vouched for it.
public struct SigningKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey
    /// In Base64, for whoever checks.
    public let publicKey: String

    /// Where the key is; no key, no signature.
    public static let variable = "NAMIKI_SIGNING_KEY"

    private init(_ key: Curve25519.Signing.PrivateKey) {
        self.key = key
        publicKey = key.publicKey.rawRepresentation.base64EncodedString()
    }

    /// A new key that stands in no file.
    public static func fresh() -> SigningKey { SigningKey(Curve25519.Signing.PrivateKey()) }

    /// Makes a new key and its public half, `<path>.pub`: a line of Base64 each.
    public static func create(at path: String) throws(SigningRefusal) -> SigningKey {
        let manager = FileManager.default
        guard !manager.fileExists(atPath: path), !manager.fileExists(atPath: path + ".pub") else {
            throw .exists(path)
        }
        let made = fresh()
        let secret = Data((made.key.rawRepresentation.base64EncodedString() + "\n").utf8)
        let open = Data((made.publicKey + "\n").utf8)
        do {
            try PrivateFile.write(secret, to: path)
        } catch {
            throw .unwritable(path)
        }
        guard manager.createFile(atPath: path + ".pub", contents: open) else { throw .unwritable(path) }
        return made
    }

    public init(reading path: String) throws(SigningRefusal) {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw .unreadable(path) }
        let line = text.split(whereSeparator: \.isWhitespace)
        guard line.count == 1, let data = Data(base64Encoded: String(line[0])),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: data)
        else { throw .noKey(path) }
        let mode = (try? FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int) ?? 0
        guard mode & 0o077 == 0 else { throw .open(path) }
        self.init(key)
    }

    /// The key that the option or else the environment names; `nil` when neither does.
    public static func ofCommand(
        _ environment: [String: String] = ProcessInfo.processInfo.environment, option: String? = nil
    ) throws(SigningRefusal) -> SigningKey? {
        guard let path = option ?? environment[variable], !path.isEmpty else { return nil }
        return try SigningKey(reading: path)
    }

    /// A key for another purpose than signing, which says nothing about this one (HKDF, RFC 5869).
    func secret(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key.rawRepresentation), info: Data(purpose.utf8), outputByteCount: 32)
    }

    /// - Parameters:
    ///   - kind: of the seal.
    ///   - contentHash: SHA-256 of the sealed content.
    public func sign(kind: String, contentHash: String) throws -> ContentSignature {
        let statement = ContentSignature.statement(kind, contentHash)
        return ContentSignature(
            kind: kind, contentHash: contentHash, publicKey: publicKey, signature: try signature(for: statement))
    }

    /// In Base64.
    func signature(for statement: Data) throws -> String {
        try key.signature(for: statement).base64EncodedString()
    }
}

/// A signature of a sealed content, with the key to check it by.
public struct ContentSignature: Hashable, Sendable {
    public let kind: String
    /// SHA-256 of the content, hexadecimal.
    public let contentHash: String
    /// Base64.
    public let publicKey: String
    public let signature: String

    static let format = "namiki-signature-1"

    /// What is signed: the same hash of another kind of content is another statement.
    static func statement(_ kind: String, _ contentHash: String) -> Data {
        Data("\(format)\n\(kind)\n\(contentHash)\n".utf8)
    }

    init(kind: String, contentHash: String, publicKey: String, signature: String) {
        self.kind = kind
        self.contentHash = contentHash
        self.publicKey = publicKey
        self.signature = signature
    }

    /// - Returns: `nil` for what is no signature of this format.
    public init?(_ json: JSON) {
        guard json["format"]?.string == ContentSignature.format, let kind = json["kind"]?.string,
            let contentHash = json["contentHash"]?.string, let publicKey = json["publicKey"]?.string,
            let signature = json["signature"]?.string
        else { return nil }
        self.init(kind: kind, contentHash: contentHash, publicKey: publicKey, signature: signature)
    }

    public var json: JSON {
        [
            "format": .string(ContentSignature.format), "algorithm": "Ed25519", "kind": .string(kind),
            "contentHash": .string(contentHash), "publicKey": .string(publicKey), "signature": .string(signature),
        ]
    }

    /// Whether the key that is named here signed this.
    public var isValid: Bool {
        guard let key = Data(base64Encoded: publicKey), let bytes = Data(base64Encoded: signature),
            let known = try? Curve25519.Signing.PublicKey(rawRepresentation: key)
        else { return false }
        return known.isValidSignature(bytes, for: ContentSignature.statement(kind, contentHash))
    }

    /// For comparing keys by eye.
    public var fingerprint: String { PublicKey.fingerprint(of: publicKey) }
}

/// Why there is no key.
public enum SigningRefusal: Refusal, Hashable {
    case exists(String)
    case unwritable(String)
    case unreadable(String)
    case noKey(String)
    case open(String)

    public var words: String {
        switch self {
        case .exists(let path): "「\(path)」か「\(path).pub」がすでにあります。鍵を上書きしないよう、別の名前を指定してください。"
        case .unwritable(let path): "「\(path)」に書けません。場所と権限を確かめてください。"
        case .unreadable(let path):
            "署名の鍵「\(path)」を読めません。--signing-key または環境変数 \(SigningKey.variable) の場所と、読取りの権限を確かめてください。"
        case .noKey(let path): "「\(path)」は署名の鍵ではありません。namiki signing-key で作った、.pub の付かない方を指定してください。"
        case .open(let path): "署名の鍵「\(path)」を、ほかの人も読めます。chmod 600 で、自分だけが読めるようにしてください。"
        }
    }
}
