import Foundation
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

/// One run of curl for each question.
private struct CurlProvider {
    let request: ProviderRequest

    private static let secondsMax = 15
    private static let connectSecondsMax = 5

    func answer() async throws(ProviderAway) -> ProviderAnswer {
        let outcome: ExternalProgram.Outcome
        do throws(ExternalProgram.Failure) {
            outcome = try await Curl.run(
                options, connectSecondsMax: Self.connectSecondsMax, secondsMax: Self.secondsMax,
                bytesMax: ProviderRequest.bytesMax + Curl.trailerBytesMax, environment: Curl.surroundings)
        } catch .notInstalled {
            throw ProviderAway("curl is not installed")
        } catch {
            throw ProviderAway("curl could not be run, or the answer is too large")
        }
        guard outcome.status == 0, let answer = Curl.answer(outcome.bytes) else {
            // The last words of curl name the host and what went wrong, never what was sent.
            throw ProviderAway(outcome.lastWords ?? "curl failed")
        }
        return ProviderAnswer(status: answer.status, bytes: answer.bytes)
    }

    private var options: [String] {
        var lines = [
            // Addresses are the provider's own: nothing is followed to elsewhere.
            "proto = \"\(request.isLoopback ? "=http" : "=https")\"", "tlsv1.2", "globoff",
            "max-filesize = \(ProviderRequest.bytesMax)", "header = \"Accept: application/json\"", Curl.trailer,
            "url = \(Curl.quoted(request.address))",
        ]
        if request.isLoopback { lines.append("noproxy = \"*\"") }
        if let authorization = request.authorization {
            lines.append("header = \(Curl.quoted("Authorization: \(authorization)"))")
        }
        if let body = request.body { lines.append("data-raw = \(Curl.quoted(body))") }
        return lines
    }
}
