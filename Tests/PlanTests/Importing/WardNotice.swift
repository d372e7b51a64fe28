import Foundation
import Japanese
import Notices

/// The ward's own notice, as the tests of the plan adopt it.
enum WardNotice {
    static let name = "令和6年度の区のデジタル化に関する取組について.txt"

    static func bytes() throws -> [UInt8] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let root = tests.deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: root.appending(path: "Samples/\(name)")))
    }

    static func read(confirmedYear: FiscalYear? = nil) throws -> NoticeReading {
        try NoticeReader.read(bytes: bytes(), name: name, confirmedYear: confirmedYear)
    }
}
