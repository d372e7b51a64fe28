import Foundation
import Ward

/// Reads what others publish, as a value: with a live form here, and others made by tests.
///
/// Where it is asked was written by people or by other sites, so it is led nowhere inside: an address that no network of everybody has
/// is not asked, nor one that an answer leads to.
public struct WebReader: Sendable {
    /// - Returns: the body of an answer that succeeded.
    public let read: @Sendable (_ address: WebAddress, _ bytesMax: Int) async throws(WebAway) -> [UInt8]

    public init(
        read: @escaping @Sendable (_ address: WebAddress, _ bytesMax: Int) async throws(WebAway) -> [UInt8]
    ) {
        self.read = read
    }

    /// Names of hosts inside the ward's own network that may be asked all the same, with commas between them.
    public static let insideVariable = "NAMIKI_HARVEST_HOSTS"

    /// As the environment says.
    public static let live = live(inside: named)

    private static let named = Set(
        (ProcessInfo.processInfo.environment[insideVariable] ?? "").split(separator: ",").map {
            $0.lowercased().filter { !$0.isWhitespace }
        })

    /// What can be told from an address alone, before anybody asks it: that it stands inside.
    /// - Parameter inside: hosts that are asked wherever they stand; `nil` for those of the environment.
    public static func refusal(of address: WebAddress, inside: Set<String>? = nil) -> WebAway? {
        guard !(inside ?? named).contains(address.host) else { return nil }
        if let written = NetworkAddress(address.host) {
            return written.isPublic ? nil : .notPublic(host: address.host)
        }
        let last = address.host.split(separator: ".").last ?? ""
        let isInside = !address.host.contains(".") || ["localhost", "local", "internal"].contains(last)
        return isInside ? .notPublic(host: address.host) : nil
    }

    /// - Parameter inside: hosts that are asked wherever they stand.
    public static func live(inside: Set<String>) -> WebReader {
        WebReader { address, bytesMax throws(WebAway) in
            try await HandlerTime.standingStill { () async throws(WebAway) in
                try await CurlReader(inside: inside, bytesMax: bytesMax).read(address)
            }
        }
    }
}

/// Nothing could be read, in words for those who look after it.
public enum WebAway: Refusal, Hashable {
    /// It stands inside, or nowhere that can be found out.
    case notPublic(host: String)
    case unknownHost(String)
    case tooManyRedirects
    /// An answer leads to what is no address of the web.
    case badRedirect
    case refused(status: Int)
    case tooLarge(bytesMax: Int)
    case unreachable(reason: String)
    case missingProgram(package: String)

    public var words: String {
        switch self {
        case .notPublic(let host):
            "「\(host)」は、庁内など、公開されていない場所のアドレスなので、読みませんでした。読んでよいときは、管理者に、環境変数 \(WebReader.insideVariable) へ登録するよう依頼してください。"
        case .unknownHost(let host): "「\(host)」が見つかりません。アドレスを確かめてください。"
        case .tooManyRedirects: "転送が多すぎるため、やめました。転送された先のアドレスを登録してください。"
        case .badRedirect: "http と https のアドレスでない所へ転送されたため、やめました。"
        case .refused(let status): "相手のサイトが、読めないと答えました（\(status)）。アドレスを確かめてください。"
        case .tooLarge(let bytesMax): "答えが大きすぎるため、やめました（上限\(BodyLimit.words(bytesMax))）。"
        case .unreachable(let reason): "つながりませんでした。時間をおいて、もう一度行ってください（\(reason)）。"
        case .missingProgram(let package): "管理者に、Debianのパッケージ「\(package)」のインストールを依頼してください。"
        }
    }
}

/// Runs of curl, one for each address on the way.
private struct CurlReader {
    let inside: Set<String>
    let bytesMax: Int

    private static let secondsMax = 60
    private static let connectSecondsMax = 10
    private static let redirectsMax = 5

    func read(_ address: WebAddress) async throws(WebAway) -> [UInt8] {
        var address = address
        for _ in 0...Self.redirectsMax {
            let answer = try await ask(address)
            switch answer.status {
            case 200..<300: return answer.bytes
            case 300..<400 where !answer.redirect.isEmpty:
                guard let next = WebAddress(answer.redirect) else { throw .badRedirect }
                address = next
            default: throw .refused(status: answer.status)
            }
        }
        throw .tooManyRedirects
    }

    private func ask(
        _ address: WebAddress
    ) async throws(WebAway) -> (status: Int, bytes: [UInt8], redirect: String) {
        let surroundings = Curl.surroundings
        var options = [
            "proto = \"=http,https\"", "tlsv1.2", "globoff", "max-filesize = \(bytesMax)", "user-agent = \"Namiki\"",
            "header = \"Accept: application/ld+json, application/json;q=0.9, text/turtle;q=0.8, */*;q=0.1\"",
            Curl.trailer,
            "url = \(Curl.quoted("\(address)"))",
        ]
        if inside.contains(address.host) {
            options.append("noproxy = \"*\"")
        } else if let proxy = Curl.proxy(for: address, in: surroundings) {
            // Named, so that no list of exceptions leads around it to a host that nobody looked at.
            options += ["proxy = \(Curl.quoted(proxy))", "noproxy = \"\""]
            // The proxy finds the host by itself: only what is written can be looked at here.
            if let refusal = WebReader.refusal(of: address, inside: inside) { throw refusal }
        } else {
            // Those that were looked at are those that are asked, whatever a second look at the name would say.
            let places = try await HostPlaces.publicPlaces(of: address.host)
            options.append("noproxy = \"*\"")
            if NetworkAddress(address.host) == nil {
                let written = places.map { $0.contains(":") ? "[\($0)]" : $0 }.joined(separator: ",")
                options.append("resolve = \(Curl.quoted("\(address.host):\(address.port):\(written)"))")
            }
        }
        let outcome: ExternalProgram.Outcome
        do throws(ExternalProgram.Failure) {
            outcome = try await Curl.run(
                options, connectSecondsMax: Self.connectSecondsMax, secondsMax: Self.secondsMax,
                bytesMax: bytesMax + Curl.trailerBytesMax, environment: surroundings)
        } catch .notInstalled {
            throw .missingProgram(package: "curl")
        } catch .answerTooLarge {
            throw .tooLarge(bytesMax: bytesMax)
        } catch {
            throw .unreachable(reason: "\(error)")
        }
        // 63: larger than max-filesize.
        if outcome.status == 63 { throw .tooLarge(bytesMax: bytesMax) }
        guard outcome.status == 0, let answer = Curl.answer(outcome.bytes) else {
            throw .unreachable(reason: outcome.lastWords ?? "curl \(outcome.status)")
        }
        guard answer.bytes.count <= bytesMax else { throw .tooLarge(bytesMax: bytesMax) }
        return answer
    }
}

/// Where a host stands.
enum HostPlaces {
    private static let secondsMax = 60

    /// - Throws: ``WebAway/notPublic(host:)`` when it stands inside with any of its addresses.
    static func publicPlaces(of host: String) async throws(WebAway) -> [String] {
        if let written = NetworkAddress(host) {
            guard written.isPublic else { throw .notPublic(host: host) }
            return [written.text]
        }
        let outcome: ExternalProgram.Outcome
        do throws(ExternalProgram.Failure) {
            // As every other program of the machine finds it, without holding up a thread.
            outcome = try await ExternalProgram("getent").run(
                ["ahosts", host], secondsMax: secondsMax, bytesMax: 64 << 10)
        } catch .notInstalled {
            throw .missingProgram(package: "libc-bin")
        } catch {
            throw .unknownHost(host)
        }
        let lines = String(decoding: outcome.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        let places = lines.compactMap { $0.split(separator: " ").first.flatMap { NetworkAddress(String($0)) } }
        guard !places.isEmpty else { throw .unknownHost(host) }
        guard places.allSatisfy(\.isPublic) else { throw .notPublic(host: host) }
        return Array(Set(places.map(\.text))).sorted()
    }
}
