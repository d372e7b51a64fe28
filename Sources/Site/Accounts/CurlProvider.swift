import Foundation
import Subprocess
import Ward

extension ProviderTransport {
    /// Through curl, which trusts what this machine trusts, also the ward's own authority, and goes through its proxy where the
    /// environment names one.
    public static let live = ProviderTransport(
        send: { request throws(ProviderAway) in
            try await HandlerTime.standingStill { () async throws(ProviderAway) in
                try await CurlProvider(request: request).answer()
            }
        },
        file: { path throws(ProviderAway) in
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw ProviderAway("the file \(path) cannot be read")
            }
            guard bytes.count <= ProviderRequest.bytesMax else { throw ProviderAway("the file \(path) is too large") }
            return Array(bytes)
        })
}

/// One run of curl for each question. Secrets go in on standard input and never stand among the arguments, which everybody on the
/// machine may read.
private struct CurlProvider {
    let request: ProviderRequest

    private static let secondsMax = 15
    private static let connectSecondsMax = 5
    private static let messageBytesMax = 16 * 1024
    /// curl says the status after the body, on a line of its own.
    private static let statusBytes = 4

    /// How curl reaches the outside here; nothing else of the environment is handed on.
    private static let inherited = [
        "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR",
    ]

    func answer() async throws(ProviderAway) -> ProviderAnswer {
        var environment: [Environment.Key: String] = [
            "PATH": "/usr/bin:/bin:/usr/local/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent",
        ]
        let present = ProcessInfo.processInfo.environment
        for name in Self.inherited {
            if let value = present[name], let key = Environment.Key(rawValue: name) { environment[key] = value }
        }
        let (isDone, bytes, said): (Bool, [UInt8], String)
        do {
            let result = try await Subprocess.run(
                .name("curl"), arguments: ["--disable", "--config", "-"], environment: .custom(environment),
                input: .string(configuration), output: .bytes(limit: ProviderRequest.bytesMax + Self.statusBytes),
                error: .string(limit: Self.messageBytesMax))
            isDone = if case .exited(0) = result.terminationStatus { true } else { false }
            (bytes, said) = (result.standardOutput, result.standardError)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw ProviderAway("curl is not installed")
        } catch {
            throw ProviderAway("curl could not be run, or the answer is too large")
        }
        let tail = bytes.suffix(Self.statusBytes)
        guard isDone, tail.first == UInt8(ascii: "\n"),
            let status = Int(String(decoding: tail.dropFirst(), as: UTF8.self))
        else {
            // The last words of curl name the host and what went wrong, never what was sent.
            throw ProviderAway(
                said.split(whereSeparator: \.isNewline).last.map { String($0.prefix(200)) } ?? "curl failed")
        }
        return ProviderAnswer(status: status, bytes: Array(bytes.dropLast(Self.statusBytes)))
    }

    /// curl's own file form: `name = "value"` with `\` before quotes and backslashes. Addresses and forms hold no line breaks.
    private var configuration: String {
        var lines = [
            "silent", "show-error", "connect-timeout = \(Self.connectSecondsMax)", "max-time = \(Self.secondsMax)",
            // Addresses are the provider's own: nothing is followed to elsewhere.
            "proto = \"\(request.isLoopback ? "=http" : "=https")\"", "tlsv1.2", "globoff",
            "max-filesize = \(ProviderRequest.bytesMax)", "header = \"Accept: application/json\"",
            "write-out = \"\\n%{http_code}\"", "url = \(quoted(request.address))",
        ]
        if request.isLoopback { lines.append("noproxy = \"*\"") }
        if let authorization = request.authorization {
            lines.append("header = \(quoted("Authorization: \(authorization)"))")
        }
        if let body = request.body { lines.append("data-raw = \(quoted(body))") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
