import Japanese
import Storage
import Tabular
import Ward

/// A whole ward's load of sample quarters: how long opening, freezing and reporting take at a given size.
enum ScaleTrial {
    struct Size: Hashable, Sendable {
        let initiatives: Int
        let quarters: Int
        /// For each initiative.
        let indicators: Int
    }

    /// Milliseconds by step, summed over the quarters.
    struct Timing: Hashable, Sendable {
        var importing = 0
        var opening = 0
        /// Saving, handing in, approving and accepting every answer: in life the work of many people over weeks.
        var answering = 0
        var freezing = 0
        var reporting = 0
        var printing = 0
        /// 進行管理一覧 and 指標一覧 over all quarters.
        var tabulating = 0
        var excelBytes = 0
        var pdfBytes = 0
        var htmlBytes = 0

        var openToPaper: Int { opening + freezing + reporting + printing + tabulating }
    }

    static let sizeMax = Size(initiatives: 1000, quarters: 40, indicators: 10)

    static func run(
        _ size: Size, ward: Ward, milliseconds: @escaping @Sendable () -> Int,
        print: @escaping @Sendable (Seal) async throws -> [UInt8],
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Timing {
        var timing = Timing()
        var started = milliseconds()
        func lap() -> Int {
            let now = milliseconds()
            defer { started = now }
            return now - started
        }
        let stamp = ward.stamp(by: .system)
        try await ward.database.write { connection in
            guard try PlanStore.current(on: connection) == nil else { throw DemoProgramme.Failure.notEmpty }
            try SettingStore.markAsSample(by: stamp, on: connection)
            let run = try ImportStore.keep(Array(notice(size).utf8), name: "規模の見本.txt", by: stamp, on: connection)
            try Adoption.adopt(run.id, by: stamp, on: connection)
            try prepare(size, by: stamp, on: connection)
        }
        timing.importing = lap()
        progress("取り込み \(timing.importing) ms")
        let last = Quarter(containing: stamp.today).previous
        let quarters = (0..<size.quarters).reversed().map { offset in
            (0..<offset).reduce(last) { quarter, _ in quarter.previous }
        }
        for quarter in quarters {
            try await ward.database.write { connection in
                let round = try RoundStarting.plannedOrNew(quarter, by: stamp, on: connection)
                _ = try RoundStore.open(round.id, counting: ward.indicators, by: stamp, on: connection)
            }
            timing.opening += lap()
            try await ward.database.write { try answer(quarter, by: stamp, on: $0) }
            timing.answering += lap()
            try await ward.database.write { connection in
                guard let round = try RoundStore.find(quarter: quarter, on: connection) else { return }
                try RoundStore.close(round, by: stamp, on: connection)
                try RoundFreezing.freeze(round.id, counting: ward.indicators, by: stamp, on: connection)
            }
            timing.freezing += lap()
            progress("\(quarter.japanese)を確定しました")
        }
        let seal = try await ward.database.write { connection in
            let coverage = try RoundStore.list(on: connection).prefix(1)
                .map { Report.Coverage(round: $0.id, edition: $0.edition) }
            let report = try ReportStore.create(
                title: "規模の見本", addressee: "部会", author: "事務局", reportedOn: nil, coverage: coverage, by: stamp,
                on: connection)
            return try ReportSealing.seal(report, by: stamp, on: connection)
        }
        let html = try await ward.database.read { try SealStore.rendering(of: seal, type: "text/html", on: $0) }
        timing.htmlBytes = html?.count ?? 0
        timing.reporting = lap()
        timing.pdfBytes = try await print(seal).count
        timing.printing = lap()
        progress("報告書をHTMLとPDFにしました")
        timing.excelBytes = try await ward.database.read { try tables(madeAt: stamp.at, on: $0) }
        timing.tabulating = lap()
        progress("進行管理一覧と指標一覧をExcelにしました")
        return timing
    }

    /// Both tables of the newest quarter, the indicators over all quarters.
    /// - Returns: their bytes.
    private static func tables(madeAt: Timestamp, on connection: any Connection) throws -> Int {
        let contents = try RoundStore.list(on: connection).reversed().compactMap { round -> RoundContent? in
            guard
                let seal = try SealStore.latest(kind: RoundContent.kind, subject: round.id.text, on: connection)
            else { return nil }
            return try RoundContent.content(of: seal, on: connection)
        }
        guard let newest = contents.last else { return 0 }
        return try ProgressWorkbook(content: newest, edition: 1, madeAt: madeAt).workbook.bytes().count
            + IndicatorWorkbook(rounds: contents, madeAt: madeAt).workbook.bytes().count
    }

    /// A notice with as many initiatives, in the ward's own form.
    private static func notice(_ size: Size) -> String {
        var lines = ["令和6年度の規模の見本について", "", "1 主な取組について", ""]
        for number in 1...size.initiatives {
            lines += ["(\(number)) 見本の取組その\(number)", "", "見本の事業\(number)について、令和8年度中の実施に向けて取り組む。", ""]
        }
        return lines.joined(separator: "\n")
    }

    private static func prepare(_ size: Size, by stamp: Stamp, on connection: any Connection) throws {
        guard let version = try PlanStore.current(on: connection) else { return }
        for initiative in try InitiativeStore.list(version: version.id, on: connection) {
            let unit = try UnitDirectory.findOrCreate(
                named: "見本第\(initiative.position % 60 + 1)課", by: stamp, on: connection)
            try InitiativeStore.assign(main: [unit.id], related: [], to: initiative.id, by: stamp, on: connection)
            for number in 0..<size.indicators {
                try PlanIndicatorStore.create(
                    .init(
                        name: "見本の指標\(number + 1)", unitName: "件", kind: .activity, rule: .level, direction: .up,
                        baselineYear: nil, baselineValue: nil, reason: "見本", registryID: nil),
                    for: initiative.lineage, by: stamp, on: connection)
            }
        }
    }

    private static func answer(_ quarter: Quarter, by stamp: Stamp, on connection: any Connection) throws {
        guard let round = try RoundStore.find(quarter: quarter, on: connection),
            let version = try PlanStore.current(on: connection)
        else { return }
        let indicators = try PlanIndicatorStore.byLineage(version: version.id, on: connection)
        for entry in try EntryStore.list(round: round.id, on: connection) {
            let values = (indicators[entry.lineage] ?? []).enumerated().compactMap { number, indicator in
                QuantityReader.read("\(100 + number)").map { (indicator.id, $0) }
            }
            try EntryStore.save(
                Answer(
                    mark: "B", done: "【見本】\(quarter.japanese)に、予定した作業を終えました。関係する課と調整を行い、結果を取りまとめました。",
                    plan: "【見本】次の四半期に、残る作業を進めます。",
                    values: Dictionary(values, uniquingKeysWith: { first, _ in first })), to: entry.id,
                revision: entry.revision, by: stamp, on: connection)
            try EntryStore.submit(entry.id, by: stamp, on: connection)
            try EntryStore.approve(entry.id, by: stamp, on: connection)
            try EntryStore.accept(entry.id, by: stamp, on: connection)
        }
    }
}
