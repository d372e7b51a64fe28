import HTTPTypes
import Hummingbird
import Logging
import Storage
import Ward

extension Exchange {
    /// A page that helps, or JSON for programs, in the shape of their protocol.
    func refusal(_ refused: RefusedAnswer) -> Response {
        var headers = HTTPFields()
        for (name, value) in refused.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        if let spoken {
            return json(
                spoken.refusal(refused.status, refused.code, refused.sentences.joined()), status: refused.status,
                headers: headers)
        }
        if wantsJSON {
            // RFC 9457, for who asks for its type.
            if head.headerFields[.accept]?.contains("application/problem+json") ?? false {
                headers[.contentType] = "application/problem+json; charset=utf-8"
            }
            return json(refused.json(at: pattern), status: refused.status, headers: headers)
        }
        if refused.code == "signInNeeded", method == .get {
            return redirect(to: "/sign-in?to=" + PercentCoding.encoded(head.path ?? path))
        }
        return framed(RefusedPage(refused: refused).page, status: refused.status, headers: headers)
    }

    /// An address that cannot be read, before anybody is recognised by it: a program is known by its token, or by the place of its
    /// protocol.
    mutating func malformed() -> Response {
        wantsJSON = wantsJSON || BearerToken.text(head.headerFields[.authorization]) != nil
        return refusal(.malformedAddress)
    }

    /// What an error means for the person. What nobody foresaw goes to the log under a reference number, without anything
    /// a person entered.
    func described(_ error: any Error) -> RefusedAnswer {
        switch error {
        case let refused as ProgramRefused: return .of(refused)
        case let refused as TokenRefused: return refused.answer
        case let refusal as PageRefusal: return .of(refusal)
        case let large as TooLarge:
            var refused = RefusedAnswer.of(.tooLarge(bytesMax: large.bytesMax), kept: large.kept)
            if let form = formPage { refused.links.insert(form, at: 0) }
            return refused
        case is any RecordRefusal: return .of(.notFound)
        case let refusal as any PassingRefusal where refusal.secondsToWait != nil:
            return .waiting(refusal.words, seconds: refusal.secondsToWait ?? 0)
        case let refusal as any Refusal: return .of(.conflict(refusal.words))
        case is HandlerTime.IsUp:
            site.logger.error("took too long", metadata: ["route": "\(pattern)"])
            return .tookTooLong
        case is ComputingLane.Full: return .manyCompute
        // A server that is being stopped cancels what has not begun.
        case StorageError.busy, is CancellationError: return .busy
        case let error as StorageError where error.isPassing:
            site.logger.error("database away", metadata: ["route": "\(pattern)", "error": "\(error)"])
            return .databaseAway
        case is TemporaryFile.Failed, StorageError.diskFull:
            if error is TemporaryFile.Failed { site.health.noteFailedFile() }
            site.logger.error("disk full", metadata: ["route": "\(pattern)", "error": "\(error)"])
            return .diskFull
        case StorageError.duplicate: return .of(.conflict(DuplicateRecord().words))
        default:
            let reference = Exchange.reference(site.ward.random)
            let kind =
                (error as? StorageError).map { "\($0)" } ?? String(reflecting: type(of: error))
            site.logger.error(
                "failed", metadata: ["reference": "\(reference)", "route": "\(pattern)", "error": "\(kind)"])
            return .failed(reference: reference)
        }
    }

    /// Where the form stands that was sent, when it stands at the address to which it is sent.
    private var formPage: Link? {
        let bare = (head.path ?? "").prefix { $0 != "?" }
        guard method == .post, let target = try? RequestTarget(String(bare)),
            case .found(let route, _, _) = site.table.match(.get, target.segments),
            route.access.refusal(for: signedIn) == nil
        else { return nil }
        return Link("フォームに戻る", String(bare))
    }

    /// Eight characters that are not taken for one another on the telephone.
    private static func reference(_ random: RandomSource) -> String {
        let alphabet = Array("ACDEFHJKMNPRTUVWXY347".utf8)
        let letters = random.bytes(8).map { alphabet[Int($0) % alphabet.count] }
        return String(decoding: letters.prefix(4), as: UTF8.self) + "-"
            + String(decoding: letters.suffix(4), as: UTF8.self)
    }
}
