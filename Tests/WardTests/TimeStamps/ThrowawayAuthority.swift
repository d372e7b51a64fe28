import Foundation

/// A time stamping authority of this test: OpenSSL with a certificate authority of its own, gone with its folder.
struct ThrowawayAuthority {
    private let folder: URL
    /// What who checks is given.
    var certificates: String { folder.appendingPathComponent("ca.pem").path }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("namiki-tsa-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(Self.configuration.utf8).write(to: folder.appendingPathComponent("tsa.cnf"))
        try Data("01\n".utf8).write(to: folder.appendingPathComponent("serial"))
        try openssl(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "ca.key",
            "-out", "ca.pem", "-subj", "/CN=Throw-away CA", "-days", "30")
        try openssl(
            "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "tsa.key", "-out",
            "tsa.csr", "-subj", "/CN=Throw-away TSA")
        try openssl(
            "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", "tsa.pem",
            "-days", "30", "-extfile", "tsa.cnf", "-extensions", "stamping")
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// What OpenSSL says of a request, as a person would read it.
    func words(of request: [UInt8]) throws -> String {
        try Data(request).write(to: folder.appendingPathComponent("words.tsq"))
        return try openssl("ts", "-query", "-in", "words.tsq", "-text")
    }

    func answer(_ request: [UInt8]) throws -> [UInt8] {
        try Data(request).write(to: folder.appendingPathComponent("request.tsq"))
        try openssl(
            "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request.tsq", "-out", "reply.tsr")
        return Array(try Data(contentsOf: folder.appendingPathComponent("reply.tsr")))
    }

    struct Failure: Error {
        let words: String
    }

    @discardableResult
    private func openssl(_ arguments: String...) throws -> String {
        let process = Process()
        let (output, errors) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = folder
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let words = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(words: words) }
        return text
    }

    private static let configuration = """
        [stamping]
        extendedKeyUsage = critical,timeStamping
        [tsa]
        default_tsa = authority
        [authority]
        serial = serial
        signer_cert = tsa.pem
        certs = ca.pem
        signer_key = tsa.key
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        accuracy = secs:1
        """
}
