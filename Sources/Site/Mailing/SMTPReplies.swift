import Ward

/// What a server answered in one session, reply by reply (RFC 5321, 4.2): from these, and not from what the program says
/// of itself, it follows whether a mail was taken.
struct SMTPReplies {
    struct Reply: Hashable {
        let code: Int
        /// The last line in one line, code included.
        let text: String
    }

    /// Scalars of an answer that are shown.
    private static let answerScalarsMax = 200

    /// Without the farewell.
    let all: [Reply]

    /// - Parameter bytes: the lines as they came. Only the last line of a reply has no hyphen after its code.
    init(_ bytes: [UInt8]) {
        var replies: [Reply] = []
        for line in bytes.split(separator: 0x0A) {
            let line = line.last == 0x0D ? line.dropLast() : line
            let digits = line.prefix(3)
            guard digits.count == 3, digits.allSatisfy({ (0x30...0x39).contains($0) }),
                line.count == 3 || line[line.startIndex + 3] == 0x20
            else { continue }
            let code = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
            replies.append(Reply(code: code, text: SMTPReplies.answer(line)))
        }
        if replies.last?.code == 221 { replies.removeLast() }
        all = replies
    }

    /// Why the mail was not taken; `nil` when it was.
    /// - Parameters:
    ///   - exit: of `curl`; -1 when it was ended from outside.
    ///   - message: the program's last words.
    func refusal(
        exit: Int32, message: String, settings: SMTPSettings, recipients: [MailAddress], secondsMax: Int
    ) -> MailRefusal? {
        if let data = all.lastIndex(where: { $0.code == 354 }) {
            guard let verdict = all[(data + 1)...].first else { return .outcomeUnknown(server: settings.server) }
            return (200...299).contains(verdict.code) ? nil : .messageRefused(answer: verdict.text)
        }
        let answer = all.last.flatMap { $0.code >= 400 ? $0.text : nil }
        switch exit {
        // A success without the server's word for it is none.
        case 0: return .outcomeUnknown(server: settings.server)
        case 5, 6, 7: return .unreachable(server: settings.server)
        case 28: return .tookTooLong(secondsMax: secondsMax)
        case 67: return .signInRefused(server: settings.server)
        case let code where SMTPReplies.tlsExits.contains(code): return .insecure(server: settings.server)
        default: break
        }
        guard let answer else {
            return [8, 52, 56].contains(exit) ? .unreachable(server: settings.server) : .failed(reason: message)
        }
        switch acceptedRecipients {
        case nil: return .failed(reason: answer)
        case let count? where recipients.indices.contains(count):
            return .addressRefused(address: recipients[count].text, answer: answer)
        case let count? where count < 0: return .addressRefused(address: settings.sender.text, answer: answer)
        default: return .messageRefused(answer: answer)
        }
    }

    /// How many recipients were taken before the refusal at the end: -1 when it was the sender that was refused, `nil`
    /// when it came before.
    private var acceptedRecipients: Int? {
        let before = all.dropLast()
        let taken = before.reversed().prefix { $0.code == 250 || $0.code == 251 || $0.code == 252 }.count
        let opening = before.dropLast(taken).last
        // After a sign-in (235) the first of them answers MAIL, otherwise the greeting.
        let count = opening?.code == 235 ? taken - 1 : taken - 2
        return opening == nil || count < -1 ? nil : count
    }

    /// What `curl` ends with when no trusted encryption comes about (curl(1), EXIT CODES).
    private static let tlsExits: Set<Int32> = [35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91]

    private static func answer(_ line: some Sequence<UInt8>) -> String {
        let scalars = String(decoding: Array(line), as: UTF8.self).unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control ? " " : scalar
        }
        return String(String.UnicodeScalarView(scalars.prefix(answerScalarsMax)))
    }
}
