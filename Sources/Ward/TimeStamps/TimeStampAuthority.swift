import Foundation
import Japanese

/// Proves with OpenSSL that a time stamping authority signed a reply.
public struct TimeStampAuthority: Sendable {
    /// Certificates of the authorities that are trusted, in PEM.
    private let certificates: String

    /// - Parameter path: of a file of certificates in PEM.
    public init(certificates path: String) {
        certificates = path
    }

    /// - Parameter hash: what was stamped.
    /// - Throws: ``TimeStampRefusal``.
    public func prove(_ reply: [UInt8], of hash: String) throws {
        let parsed = try TimeStampReply(parsing: reply)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString).tsr")
        try PrivateFile.write(reply, to: file.path)
        defer { try? FileManager.default.removeItem(at: file) }
        let openssl = Process()
        let errors = Pipe()
        openssl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        // Certificates are judged as of the time stamp: the authority's runs out long before the records do.
        openssl.arguments = [
            "openssl", "ts", "-verify", "-digest", hash, "-in", file.path, "-CAfile", certificates, "-attime",
            "\(parsed.stampedAt.milliseconds / 1000)",
        ]
        openssl.standardOutput = FileHandle.nullDevice
        openssl.standardError = errors
        try openssl.run()
        let words = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        openssl.waitUntilExit()
        switch openssl.terminationStatus {
        case 0: return
        // env's own: no such program.
        case 127: throw TimeStampRefusal.noProgram
        default:
            let reason = words.split(separator: "\n").last { $0.contains("error:") } ?? words[...]
            throw TimeStampRefusal.notTrusted(
                reason: reason.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "")
        }
    }
}
