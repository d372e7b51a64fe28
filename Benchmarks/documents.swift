// The main file of Benchmarks/documents.sh: readings against truth files by kind, and the time of the largest texts.

import Foundation
import Japanese
import Notices

/// The documents of a folder: NAME.txt with NAME.json, or NAME/input.txt with NAME/expected.json.
func documents(in folder: URL) throws -> [(name: String, bytes: [UInt8], truth: DocumentTruth)] {
    let items = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try items.sorted { $0.path < $1.path }.compactMap { item in
        let inner = item.appending(path: "input.txt")
        let isFolder = FileManager.default.fileExists(atPath: inner.path)
        guard isFolder || item.pathExtension == "txt" else { return nil }
        let truth =
            isFolder
            ? item.appending(path: "expected.json") : item.deletingPathExtension().appendingPathExtension("json")
        return (
            item.lastPathComponent, Array(try Data(contentsOf: isFolder ? inner : item)), try DocumentTruth.read(truth)
        )
    }
}

func measure(_ folder: URL) throws {
    var kinds: [String: DocumentScore] = [:]
    var all = DocumentScore()
    for document in try documents(in: folder) {
        let reading = try NoticeReader.read(bytes: document.bytes, name: document.name)
        let score = DocumentScore(reading, against: document.truth)
        kinds[reading.kind.rawValue] = (kinds[reading.kind.rawValue] ?? DocumentScore()) + score
        all = all + score
        for difference in score.differences { print("  \(document.name): \(difference)") }
        for error in score.falseErrors { print("  \(document.name): false error \(error)") }
        // The ledger has each line once, whatever became of it.
        let isWhole = reading.ledger.map(\.line) == Array(1...reading.source.lineCount)
        if !isWhole { print("  \(document.name): lines without an account") }
    }
    print("\(folder.lastPathComponent)")
    for (kind, score) in kinds.sorted(by: { $0.key < $1.key }) { print("\(kind)\n\(score.table)\n") }
    print("all\n\(all.table)")
    let errorsPerTen = Double(all.falseErrors.count * 10) / Double(max(1, all.documents))
    print("false errors per ten documents: \((errorsPerTen * 10).rounded() / 10)\n")
}

func time(_ name: String, _ text: String) throws {
    let bytes = Array(text.utf8)
    var best = Duration.seconds(3_600)
    var found = 0
    for _ in 0..<3 {
        let start = ContinuousClock.now
        found = try NoticeReader.read(bytes: bytes, name: name).initiatives.count
        best = min(best, .now - start)
    }
    let seconds = Double(best.components.seconds) + Double(best.components.attoseconds) / 1e18
    let rounded = (seconds * 100).rounded() / 100
    print("\(name): \(bytes.count) bytes, \(found) initiatives, \(rounded) s, \(rounded < 3 ? "in time" : "TOO SLOW")")
}

guard CommandLine.arguments.count > 1 else { fatalError("documents PROJECT [FOLDER …]") }
let home = URL(filePath: CommandLine.arguments[1])
try measure(home.appending(path: "Benchmarks/Documents"))
for argument in CommandLine.arguments.dropFirst(2) { try measure(URL(filePath: argument)) }

let bytesMax = 5 * 1_024 * 1_024
let sentence = "職員が使う端末の更新に合わせて手続の様式を見直し、窓口で待つ時間を減らすための工夫を庁内で共有している。"
let paragraph = String(repeating: sentence, count: 5) + "\n"
try time("prose", "1 これまでの経過\n" + String(repeating: paragraph, count: bytesMax / paragraph.utf8.count - 1))

let promise = "令和7年度中に全ての窓口へ電子決済を広げ、利用者の声を踏まえて画面の改善を図るとともに、職員の研修を令和6年10月までに実施する。"
let initiatives = (1...4_900).map { number in
    "(\(number % 90 + 1)) 取組その\(number)\n" + String(repeating: promise, count: 4) + "\n担当課　情報政策課\n"
}
try time("initiatives", initiatives.joined())

let rows = (1...19_000).map { "\($0 % 98 + 1)\t窓口の予約\($0)\t情報政策課\t令和7年度中に導入する。\t○\t→\n" }
try time("table", "番号\t取組\t主管課\t取組内容\t令和6年度\t令和7年度\n" + rows.joined())

let sample = home.appending(path: "Samples/令和6年度の区のデジタル化に関する取組について.txt")
let notice = String(decoding: try Data(contentsOf: sample), as: UTF8.self)
let lines = max(1, notice.count { $0 == "\n" })
try time("notices", String(repeating: notice, count: min(300, 19_900 / lines)))
