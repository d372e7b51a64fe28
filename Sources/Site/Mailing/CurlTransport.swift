import Foundation
import Ward

extension MailTransport {
    /// Hands mails to a server through curl, which knows SMTP, TLS and its many dialects.
    public static func smtp(_ settings: SMTPSettings) -> MailTransport {
        MailTransport { message throws(MailRefusal) in
            try await HandlerTime.standingStill { () async throws(MailRefusal) in
                try await CurlMail(settings: settings).send(message)
            }
        }
    }
}

/// One run of curl for each mail.
private struct CurlMail {
    let settings: SMTPSettings

    static let secondsMax = 60
    private static let connectSecondsMax = 15
    private static let repliesBytesMax = 256 * 1024

    func send(_ message: MailMessage) async throws(MailRefusal) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "namiki-mail-\(UUID().uuidString)")
        let file = folder.appending(path: "mail.eml")
        defer { try? FileManager.default.removeItem(at: folder) }
        let outcome: ExternalProgram.Outcome
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(message.bytes).write(to: file)
        } catch {
            throw .failed(reason: "\(error)")
        }
        do throws(ExternalProgram.Failure) {
            outcome = try await Curl.run(
                options(file.path, message), connectSecondsMax: Self.connectSecondsMax, secondsMax: Self.secondsMax,
                bytesMax: Self.repliesBytesMax)
        } catch .notInstalled {
            throw .missingProgram(package: "curl")
        } catch .notStarted(let reason) {
            throw .failed(reason: reason)
        } catch {
            // It was started and its answers were lost.
            throw .outcomeUnknown(server: settings.server)
        }
        let replies = SMTPReplies(outcome.bytes)
        let refusal = replies.refusal(
            exit: outcome.status, message: outcome.lastWords ?? "curl \(outcome.status)", settings: settings,
            recipients: message.recipients,
            secondsMax: Self.secondsMax)
        if let refusal { throw refusal }
    }

    /// Addresses hold neither line breaks nor quotes by their type.
    private func options(_ file: String, _ message: MailMessage) -> [String] {
        let scheme = settings.security == .implicit ? "smtps" : "smtp"
        var lines = [
            // The server's answers come to standard output.
            "dump-header = \"-\"", "noproxy = \"*\"",
            // The path is the name this machine greets with.
            "url = \(Curl.quoted("\(scheme)://\(settings.server)/\(settings.sender.domain)"))",
            "mail-from = \(Curl.quoted(settings.sender.text))", "upload-file = \(Curl.quoted(file))",
        ]
        lines += message.recipients.map { "mail-rcpt = \(Curl.quoted($0.text))" }
        if settings.security == .required { lines.append("ssl-reqd") }
        if let user = settings.user { lines.append("user = \(Curl.quoted("\(user):\(settings.password ?? "")"))") }
        return lines
    }
}
