import Japanese
import Notices

/// How a reading compares with the truth: what was right, missed and invented, of each thing that is read.
struct DocumentScore {
    struct Count {
        var right = 0
        var missed = 0
        var invented = 0

        static func + (left: Count, right: Count) -> Count {
            Count(
                right: left.right + right.right, missed: left.missed + right.missed,
                invented: left.invented + right.invented)
        }
    }

    enum Part: String, CaseIterable {
        case initiatives, promises, deadlines, units, seats
    }

    private(set) var counts: [Part: Count] = [:]
    private(set) var falseErrors: [String] = []
    private(set) var unreadLines = 0
    private(set) var documents = 0
    /// Everything that differs, in words.
    private(set) var differences: [String] = []

    init() {}

    init(_ reading: NoticeReading, against truth: DocumentTruth) {
        documents = 1
        unreadLines = reading.unread.count
        initiatives(reading, truth)
        bodies(reading, truth)
        if let kind = truth.kind, kind != reading.kind.rawValue { differ("kind \(reading.kind.rawValue), not \(kind)") }
        if let title = truth.title, title != reading.title { differ("title \(reading.title ?? "none")") }
        if case .some(let author) = truth.author, author != reading.author {
            differ("author \(reading.author ?? "none")")
        }
        if let basis = truth.basis, basis != reading.basis.map(\.title) {
            differ("basis \(reading.basis.map(\.title))")
        }
        for rule in truth.noFindings ?? [] {
            for finding in reading.findings where finding.rule.rawValue == rule && finding.severity != .info {
                differ("finding \(finding.key) \(finding.message)")
            }
        }
        for kind in truth.noGaps ?? [] {
            for gap in reading.gaps where gap.kind.rawValue == kind { differ("gap \(gap.subject) \(kind)") }
        }
        for (rule, proposal) in truth.findingProposal ?? [:] {
            let proposals = reading.findings.filter { $0.rule.rawValue == rule }.compactMap(\.proposal)
            if !proposals.contains(proposal) { differ("proposals of \(rule): \(proposals)") }
        }
        let wantedErrors = (truth.errors ?? []) + (truth.findingProposal ?? [:]).keys
        for finding in reading.findings
        where finding.severity == .error && !wantedErrors.contains(finding.rule.rawValue) {
            // A text without initiatives is told as an error where they are looked for: right where there are none.
            if finding.rule == .noInitiatives, truth.initiatives?.isEmpty ?? true { continue }
            falseErrors.append(finding.key)
        }
    }

    static func + (left: DocumentScore, right: DocumentScore) -> DocumentScore {
        var sum = left
        for part in Part.allCases {
            sum.counts[part] = (left.counts[part] ?? Count()) + (right.counts[part] ?? Count())
        }
        sum.falseErrors += right.falseErrors
        sum.unreadLines += right.unreadLines
        sum.documents += right.documents
        sum.differences += right.differences
        return sum
    }

    private mutating func differ(_ words: String) { differences.append(words) }

    private mutating func count(_ part: Part, right: Int = 0, missed: Int = 0, invented: Int = 0) {
        counts[part] = (counts[part] ?? Count()) + Count(right: right, missed: missed, invented: invented)
    }

    /// Compares two lists as bags.
    private mutating func compare<Value: Hashable>(_ part: Part, _ wanted: [Value], _ got: [Value], of subject: String)
    {
        var left = got
        var missed: [Value] = []
        for value in wanted {
            if let place = left.firstIndex(of: value) { left.remove(at: place) } else { missed.append(value) }
        }
        count(part, right: wanted.count - missed.count, missed: missed.count, invented: left.count)
        if !missed.isEmpty || !left.isEmpty {
            differ("\(part.rawValue) of \(subject): missed \(missed), invented \(left)")
        }
    }

    private mutating func initiatives(_ reading: NoticeReading, _ truth: DocumentTruth) {
        if let titles = truth.initiativeTitles {
            compare(.initiatives, titles, reading.initiatives.map(\.title), of: "document")
        }
        guard let wanted = truth.initiatives else { return }
        compare(
            .initiatives, wanted.map { TextKey($0.title).text }, reading.initiatives.map { TextKey($0.title).text },
            of: "document")
        var left = reading.initiatives
        for initiative in wanted {
            guard let place = left.firstIndex(where: { TextKey($0.title).text == TextKey(initiative.title).text })
            else { continue }
            let got = left.remove(at: place)
            if let number = initiative.number, number != got.number { differ("number \(got.number), not \(number)") }
            if let units = initiative.units { compare(.units, units, got.units, of: initiative.title) }
            if let dues = initiative.deadlines {
                let read = got.promises.flatMap(\.deadlines).map {
                    DocumentTruth.Due(
                        class: $0.deadline.deadlineClass.rawValue, from: $0.deadline.from?.description,
                        to: $0.deadline.to?.description)
                }
                compare(.deadlines, dues, read, of: initiative.title)
            }
            if let promises = initiative.promiseCount {
                let read = got.promises.count
                count(
                    .promises, right: min(promises, read), missed: max(0, promises - read),
                    invented: max(0, read - promises))
                if read != promises {
                    differ("promises of \(initiative.title): \(got.promises.map(\.text)), not \(promises)")
                }
            }
        }
    }

    private mutating func bodies(_ reading: NoticeReading, _ truth: DocumentTruth) {
        guard let wanted = truth.bodies else { return }
        let seated = reading.bodies.filter { body in
            !body.seats.isEmpty && !wanted.contains { TextKey($0.name).text == TextKey(body.name).text }
        }
        for body in seated {
            count(.seats, invented: body.seats.count)
            differ("body \(body.name)")
        }
        for body in wanted {
            let got = reading.bodies.first { TextKey($0.name).text == TextKey(body.name).text }
            if got == nil { differ("no body \(body.name)") }
            if let seats = body.seats {
                compare(
                    .seats, seats, got?.seats.map { [$0.role.rawValue, $0.post ?? $0.category ?? ""] } ?? [],
                    of: body.name)
            }
            if let secretariat = body.secretariat, secretariat != got?.secretariat {
                differ("secretariat of \(body.name): \(got?.secretariat ?? [])")
            }
            if let total = body.declaredTotal, total != got?.declaredTotal {
                differ("total of \(body.name): \(got?.declaredTotal.map(String.init) ?? "none")")
            }
        }
    }

    /// One line for each part.
    var table: String {
        var lines = ["part          right  missed  invented"]
        for part in Part.allCases {
            let count = counts[part] ?? Count()
            func cell(_ number: Int, _ width: Int) -> String {
                String(repeating: " ", count: max(0, width - "\(number)".count)) + "\(number)"
            }
            lines.append(
                part.rawValue + String(repeating: " ", count: 12 - part.rawValue.count) + cell(count.right, 7)
                    + cell(count.missed, 8) + cell(count.invented, 10))
        }
        lines.append("false errors  \(falseErrors.count) in \(documents) documents; lines not read \(unreadLines)")
        return lines.joined(separator: "\n")
    }
}
