import Foundation

/// curl, by which this program reaches others. What is asked goes in on standard input and never stands among the arguments, which
/// everybody on the machine may read.
enum Curl {
    /// Longer than the limit that curl itself is given.
    private static let secondsMore = 5

    /// How curl reaches the outside here; nothing else of the environment is handed on.
    private static let inherited = [
        "HTTPS_PROXY", "https_proxy", "http_proxy", "NO_PROXY", "no_proxy", "CURL_CA_BUNDLE", "SSL_CERT_FILE",
        "SSL_CERT_DIR",
    ]

    /// What of the environment says how the outside is reached.
    static var surroundings: [String: String] {
        let present = ProcessInfo.processInfo.environment
        return Dictionary(
            uniqueKeysWithValues: inherited.compactMap { name in present[name].map { (name, $0) } })
    }

    /// The proxy by which curl would reach an address: of two names the lower one goes first, and an empty value is none.
    static func proxy(for address: WebAddress, in surroundings: [String: String]) -> String? {
        (address.isSecure ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]).lazy
            .compactMap { surroundings[$0] }.first { !$0.isEmpty }
    }

    /// - Parameter options: lines of curl's own file form, `name` or `name = "value"`.
    static func run(
        _ options: [String], connectSecondsMax: Int, secondsMax: Int, bytesMax: Int,
        environment: [String: String] = [:]
    ) async throws(ExternalProgram.Failure) -> ExternalProgram.Outcome {
        let lines =
            ["silent", "show-error", "connect-timeout = \(connectSecondsMax)", "max-time = \(secondsMax)"] + options
        return try await ExternalProgram("curl", environment: environment).run(
            ["--disable", "--config", "-"], input: Array((lines.joined(separator: "\n") + "\n").utf8),
            secondsMax: secondsMax + secondsMore, bytesMax: bytesMax)
    }

    /// A value with `\` before quotes and backslashes. What is quoted holds no line breaks.
    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    /// What curl is asked to say behind the body, and its longest form.
    static let trailer = "write-out = \"\\n%{http_code}\\n%{redirect_url}\""
    static let trailerBytesMax = 4 * 1024

    /// An answer with its status, and where it leads, by the ``trailer``.
    static func answer(_ bytes: [UInt8]) -> (status: Int, bytes: [UInt8], redirect: String)? {
        guard let last = bytes.lastIndex(of: 0x0A), let before = bytes[..<last].lastIndex(of: 0x0A),
            let status = Int(String(decoding: bytes[(before + 1)..<last], as: UTF8.self))
        else { return nil }
        return (status, Array(bytes[..<before]), String(decoding: bytes[(last + 1)...], as: UTF8.self))
    }
}
