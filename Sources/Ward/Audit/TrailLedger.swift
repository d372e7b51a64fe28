import Japanese
import Storage

/// What is in the store, to be compared with what the audit trail says was put there.
struct TrailLedger {
    let action: String
    let title: String
    private var entries: [[UInt8]: String] = [:]

    init(_ action: String, title: String) {
        self.action = action
        self.title = title
    }

    mutating func add(_ subject: String, _ details: JSON, at moment: Timestamp) {
        entries[Self.key(subject, details.canonical, moment)] = subject
    }

    func compare(on connection: any Connection, into report: inout VerificationReport) throws {
        var unwitnessed = entries
        for row in try connection.rows(
            "SELECT subject, details, at FROM audit WHERE action = \(action) ORDER BY sequence")
        {
            let subject: String = try row[0]
            let details: String = try row[1]
            guard unwitnessed.removeValue(forKey: Self.key(subject, details, try row[2])) == nil else { continue }
            report.fail("\(title) \(subject)：監査証跡にある記録 \(details) が、残っていないか変わっています。")
        }
        for subject in unwitnessed.values.sorted() {
            report.fail("\(title) \(subject)：監査証跡にない記録です。")
        }
    }

    private static func key(_ subject: String, _ details: String, _ moment: Timestamp) -> [UInt8] {
        Array("\(moment.milliseconds) \(subject) \(details)".utf8)
    }
}
