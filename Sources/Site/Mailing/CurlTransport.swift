import Foundation
import Subprocess
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

/// One run of curl for each mail. The password goes in on standard input and never stands among the arguments, which
/// everybody on the machine may read.
private struct CurlMail {
    let settings: SMTPSettings

    static let secondsMax = 60
    private static let connectSecondsMax = 15
    private static let messageBytesMax = 16 * 1024
    private static let repliesBytesMax = 256 * 1024

    func send(_ message: MailMessage) async throws(MailRefusal) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "namiki-mail-\(UUID().uuidString)")
        let file = folder.appending(path: "mail.eml")
        defer { try? FileManager.default.removeItem(at: folder) }
        let status: Int32
        let said: String
        let replies: SMTPReplies
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try Data(message.bytes).write(to: file)
            let result = try await Subprocess.run(
                .name("curl"), arguments: ["--disable", "--config", "-"],
                environment: .custom([
                    "PATH": "/usr/bin:/bin:/usr/local/bin", "LANG": "C.UTF-8", "HOME": "/nonexistent",
                ]),
                input: .string(configuration(file.path, message)), output: .bytes(limit: Self.repliesBytesMax),
                error: .string(limit: Self.messageBytesMax))
            status = if case .exited(let code) = result.terminationStatus { Int32(code) } else { -1 }
            said = result.standardError
            replies = SMTPReplies(result.standardOutput)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw .missingProgram(package: "curl")
        } catch let error as SubprocessError where error.code == .spawnFailed {
            throw .failed(reason: "\(error)")
        } catch is SubprocessError {
            // It was started and its answers were lost.
            throw .outcomeUnknown(server: settings.server)
        } catch {
            throw .failed(reason: "\(error)")
        }
        let lastWords = said.split(whereSeparator: \.isNewline).last.map(String.init) ?? "curl \(status)"
        let refusal = replies.refusal(
            exit: status, message: lastWords, settings: settings, recipients: message.recipients,
            secondsMax: Self.secondsMax)
        if let refusal { throw refusal }
    }

    /// curl's own file form: `name = "value"` with `\` before quotes and backslashes. Addresses hold neither line breaks
    /// nor quotes by their type.
    private func configuration(_ file: String, _ message: MailMessage) -> String {
        let scheme = settings.security == .implicit ? "smtps" : "smtp"
        var lines = [
            // The server's answers come to standard output.
            "silent", "show-error", "dump-header = \"-\"", "noproxy = \"*\"",
            "connect-timeout = \(Self.connectSecondsMax)",
            // The path is the name this machine greets with.
            "max-time = \(Self.secondsMax)",
            "url = \(quoted("\(scheme)://\(settings.server)/\(settings.sender.domain)"))",
            "mail-from = \(quoted(settings.sender.text))", "upload-file = \(quoted(file))",
        ]
        lines += message.recipients.map { "mail-rcpt = \(quoted($0.text))" }
        if settings.security == .required { lines.append("ssl-reqd") }
        if let user = settings.user { lines.append("user = \(quoted("\(user):\(settings.password ?? "")"))") }
        return lines.joined(separator: "\n") + "\n"
    }

    private func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
