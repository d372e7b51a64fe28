import Tabular
import Ward

/// The public edition as data: CSV for spreadsheets, JSON for programs.
struct PublicData {
    let edition: PublicEdition

    var files: [PublicFile] {
        [
            PublicFile("data/progress.csv", CSVWriter.bytes(rows: progress)),
            PublicFile("data/indicators.csv", CSVWriter.bytes(rows: indicators)),
            PublicFile("data/promises.csv", CSVWriter.bytes(rows: promises)),
            PublicFile("data/plan.json", json.canonical),
        ]
    }

    /// The heads first.
    var progress: [[String]] {
        let heads = [
            "四半期", "版", "基準日", "取組識別子", "取組", "担当課", "検討グループ", "進捗区分記号", "進捗区分", "区分の意味", "回答", "実施したこと", "今後の予定",
            "課題", "対応", "終えた日", "再掲",
        ]
        return [heads]
            + edition.quarters.flatMap { quarter in
                quarter.content.entries.map { entry in
                    let doneOn = quarter.content.answers.first { $0.entry == entry.id }?.doneOn
                    return [
                        quarter.code, "\(quarter.edition)", quarter.content.asOf, entry.lineage, entry.initiative,
                        entry.unit, entry.studyGroup ?? "", entry.mark?.symbol ?? "", entry.mark?.label ?? "",
                        entry.mark?.canonical.rawValue ?? "", entry.isAnswered ? "回答" : "未回答", entry.done, entry.plan,
                        entry.problem, entry.response, doneOn.map { "\($0)" } ?? "", entry.isRepeat ? "1" : "0",
                    ]
                }
            }
    }

    /// The heads first.
    var indicators: [[String]] {
        [
            [
                "四半期", "版", "取組識別子", "取組", "担当課", "指標", "単位", "値の性質", "値", "値に付く語", "書かれたまま", "値の有無", "値の出どころ",
                "説明", "異議",
            ]
        ]
            + edition.quarters.flatMap { quarter in
                quarter.content.asked.flatMap { answer in
                    let entry = quarter.content.entries.first { $0.id == answer.entry }
                    return answer.figures.map { figure in
                        [
                            quarter.code, "\(quarter.edition)", entry?.lineage ?? "", entry?.initiative ?? "",
                            entry?.unit ?? "", figure.name, figure.unitName,
                            Indicator.Rule(rawValue: figure.rule)?.title ?? figure.rule, figure.value ?? "",
                            figure.qualifiers.joined(separator: " "), figure.raw,
                            figure.presence(isAnswered: entry?.isAnswered ?? false), figure.origin.title,
                            figure.remark?.text ?? "", figure.remark?.isDisputed ?? false ? "1" : "0",
                        ]
                    }
                }
            }
    }

    private var promises: [[String]] {
        [["四半期", "取組", "約束したこと", "期限の語", "期限の区分", "始まり", "終わり", "国などの期限"]]
            + edition.quarters.flatMap { quarter in
                quarter.content.initiatives.flatMap { initiative in
                    initiative.commitments.flatMap { rows(of: $0, heading: initiative.heading, quarter: quarter.code) }
                }
            }
    }

    private func rows(of promise: JSON, heading: String, quarter: String) -> [[String]] {
        let head = [quarter, heading, promise["content"]?.string ?? ""]
        let deadlines = promise["deadlines"]?.array ?? []
        guard !deadlines.isEmpty else { return [head + ["", "", "", "", ""]] }
        return deadlines.map { due in
            let words = ["raw", "class", "from", "to"].map { due[$0]?.string ?? "" }
            return head + words + [due["external"] == .bool(true) ? "1" : "0"]
        }
    }

    private var json: JSON {
        [
            "owner": .string(edition.owner), "plan": .string(edition.planTitle), "sample": .bool(edition.isSample),
            "quarters": .array(
                edition.quarters.map { quarter in
                    [
                        "quarter": .string(quarter.code), "edition": JSON(quarter.edition),
                        "contentHash": .string(quarter.contentHash),
                        "content": JSON(quarter.canonical.map { _ in "editions/\(quarter.name).json" }),
                        "entries": .array(quarter.content.entries.map(Self.json)),
                        "marks": .array(
                            PublicEdition.tally(quarter.content).rows.map {
                                [
                                    "mark": JSON($0.mark), "withRepeats": JSON($0.withRepeats),
                                    "unique": JSON($0.unique),
                                ]
                            }),
                    ]
                }),
            "documents": .array(
                edition.documents.map { document in
                    [
                        "title": .string(document.title), "edition": JSON(document.edition),
                        "contentHash": .string(document.contentHash),
                        "page": .string("documents/\(document.name).html"),
                    ]
                }),
        ]
    }

    private static func json(_ entry: ReportedEntry) -> JSON {
        [
            "lineage": .string(entry.lineage), "initiative": .string(entry.initiative), "unit": .string(entry.unit),
            "answered": .bool(entry.isAnswered), "mark": JSON(entry.mark?.symbol),
            "meaning": JSON(entry.mark?.canonical.rawValue), "done": .string(entry.done), "plan": .string(entry.plan),
            "problem": .string(entry.problem), "response": .string(entry.response), "repeat": .bool(entry.isRepeat),
            "values": .array(
                entry.values.map {
                    [
                        "indicator": .string($0.indicator), "printed": .string($0.printed), "basis": JSON($0.basis),
                        "counted": JSON($0.counted?.note), "remark": JSON($0.remark?.printed),
                    ]
                }),
        ]
    }
}
