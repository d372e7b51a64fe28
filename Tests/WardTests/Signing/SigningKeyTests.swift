import Foundation
import Testing

@testable import Ward

@Suite("Signing")
struct SigningKeyTests {
    private static func path() -> String {
        FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString).key").path
    }

    @Test("What was signed is proved by the public key alone; another content, kind, key or signature is not")
    func signature() throws {
        let path = Self.path()
        defer { for name in [path, path + ".pub"] { try? FileManager.default.removeItem(atPath: name) } }
        let key = try SigningKey.create(at: path)
        let again = try SigningKey(reading: path)
        #expect(again.publicKey == key.publicKey)
        #expect(try String(contentsOfFile: path + ".pub", encoding: .utf8) == key.publicKey + "\n")
        let signed = try again.sign(kind: "test.kind", contentHash: ContentHash.of("報告"))
        let read = try #require(ContentSignature(try JSON(parsing: Array(signed.json.canonical.utf8))))
        #expect(read == signed)
        #expect(read.isValid)
        #expect(read.fingerprint.utf8.count == 19)
        let other = try SigningKey.create(at: Self.path())
        for changed in [
            ContentSignature(
                kind: "test.kinds", contentHash: signed.contentHash, publicKey: signed.publicKey,
                signature: signed.signature),
            ContentSignature(
                kind: signed.kind, contentHash: ContentHash.of("別"), publicKey: signed.publicKey,
                signature: signed.signature),
            ContentSignature(
                kind: signed.kind, contentHash: signed.contentHash, publicKey: other.publicKey,
                signature: signed.signature),
            ContentSignature(
                kind: signed.kind, contentHash: signed.contentHash, publicKey: signed.publicKey, signature: "AAAA"),
            ContentSignature(
                kind: signed.kind, contentHash: signed.contentHash, publicKey: "?", signature: signed.signature),
        ] { #expect(!changed.isValid) }
        #expect(ContentSignature(["format": "namiki-signature-2"]) == nil)
    }

    @Test("A key is never overwritten, read from what is none, or used when others can read it")
    func refusals() throws {
        let path = Self.path()
        defer { for name in [path, path + ".pub"] { try? FileManager.default.removeItem(atPath: name) } }
        #expect(throws: SigningRefusal.unreadable(path)) { try SigningKey(reading: path) }
        _ = try SigningKey.create(at: path)
        #expect(throws: SigningRefusal.exists(path)) { try SigningKey.create(at: path) }
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
        #expect(throws: SigningRefusal.open(path)) { try SigningKey(reading: path) }
        try Data("no key".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: SigningRefusal.noKey(path)) { try SigningKey(reading: path) }
        #expect(try SigningKey.ofCommand([:]) == nil)
        #expect(throws: SigningRefusal.noKey(path)) { try SigningKey.ofCommand([SigningKey.variable: path]) }
    }
}
