import Foundation
import Japanese
import RandomTesting

@testable import Notices

/// The texts the reader is tested with.
enum NoticeTexts {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// The ward's own notice.
    static let wardName = "令和6年度の区のデジタル化に関する取組について.txt"

    static func ward() throws -> [UInt8] {
        let root = tests.deletingLastPathComponent()
        return Array(try Data(contentsOf: root.appending(path: "Samples/\(wardName)")))
    }

    /// A notice of the folder Texts, by its name without ending.
    static func notice(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: tests.appending(path: "NoticesTests/Texts/\(name).txt")))
    }

    static func read(_ name: String, confirmedYear: FiscalYear? = nil) throws -> NoticeReading {
        try NoticeReader.read(bytes: notice(name), name: "\(name).txt", confirmedYear: confirmedYear)
    }

    static func readWard(confirmedYear: FiscalYear? = nil) throws -> NoticeReading {
        try NoticeReader.read(bytes: ward(), name: wardName, confirmedYear: confirmedYear)
    }

    static func read(text: String) throws -> NoticeReading {
        try NoticeReader.read(bytes: Array(text.utf8), name: "test.txt")
    }

    static func scalars(_ bytes: [UInt8]) -> [[Unicode.Scalar]] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            .map { Array(String(decoding: $0, as: UTF8.self).unicodeScalars) }
    }
}

extension NoticeReading {
    func initiative(_ number: String) -> ReadInitiative? { initiatives.first { $0.number == number } }
    func body(_ name: String) -> ReadBody? { bodies.first { $0.name == name } }
    func findings(_ rule: String) -> [Finding] { findings.filter { $0.rule.rawValue == rule } }
    var errors: [Finding] { findings.filter { $0.severity == .error } }
    var dues: [ReadPromise.Due] { initiatives.flatMap(\.dues) }
}

extension ReadInitiative {
    var dues: [ReadPromise.Due] { promises.flatMap(\.deadlines) }
    /// `2024-09-01…2024-09-30`, with `?` for an open end.
    var dueDays: [String] { dues.map(\.days) }
}

extension ReadPromise.Due {
    var days: String { "\(deadline.from.map(\.description) ?? "?")…\(deadline.to.map(\.description) ?? "?")" }
}

extension ReadBody {
    func posts(_ role: Seat.Role) -> [String] { seats.filter { $0.role == role }.compactMap(\.post) }
    var categories: [String] { seats.compactMap { seat in seat.category.map { "\($0) \(seat.count)" } } }
}
