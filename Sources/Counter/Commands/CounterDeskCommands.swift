import ArgumentParser
import Foundation
import Japanese
import Site
import Ward

/// `namiki counter tidy`: ends and deletes what is past its time, and writes last month's effect; for a daily timer.
struct CounterTidyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tidy", abstract: "保存期間を過ぎた案件を消し、先月の効果を台帳に書きます。毎日1回実行できます。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.writing, CounterModule.allMigrations) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let (outcome, effects) = try await ward.database.write { connection in
                    (
                        try Purge.run(by: stamp, on: connection),
                        try DeskEffect.settle(by: stamp, on: connection)
                    )
                }
                format.print(
                    json: [
                        "archived": JSON(outcome.archived), "cases": JSON(outcome.cases),
                        "deaths": JSON(outcome.deaths),
                        "guides": JSON(outcome.guides), "effects": JSON(effects.count),
                    ],
                    text:
                        "終えた案件 \(outcome.archived)件、消した案件 \(outcome.cases)件、消した死亡の記録 \(outcome.deaths)件、消した質問の答え \(outcome.guides)件、書いた効果 \(effects.count)件"
                )
            }
        }
    }
}

/// `namiki counter print-day`: the next office day on paper, before anything fails; for a timer at 16:30.
struct CounterPrintCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print-day", abstract: "次の開庁日の来庁を、紙で進められるように書き出します。毎日16時30分に実行できます。")

    @Option(help: ArgumentHelp("書き出す先のフォルダー", valueName: "フォルダー"))
    var output: String
    @Option(help: ArgumentHelp("日（2026-11-30 の形）。書かないときは次の開庁日", valueName: "日"))
    var day: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let wanted = try day.map { text in
                guard let day = CivilDate(iso: text) else {
                    throw DeskRefusal.badDay(text)
                }
                return day
            }
            try await store.withWard(.reading, CounterModule.allMigrations) { ward in
                let today = ward.clock.today
                let (printed, document) = try await ward.database.read { connection in
                    let day = try wanted ?? SettingStore.officeCalendar(on: connection).adding(officeDays: 1, to: today)
                    return (
                        day,
                        PrintDocument(
                            "おくやみコーナー", isSample: try SettingStore.isSample(on: connection),
                            body: try DeskPaper.day(day, printedOn: today, on: connection))
                    )
                }
                let folder = URL(fileURLWithPath: output, isDirectory: true)
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
                // The page first: it can be printed by any browser, also where the program for PDF is missing.
                var files = [folder.appending(path: "yoyaku-\(printed).html")]
                try write(Array(document.html.text.utf8), to: files[0])
                do throws(PrintingError) {
                    let pdf = try await PDFPrinter.live.pdf(document.html)
                    files.append(folder.appending(path: "yoyaku-\(printed).pdf"))
                    try? write(pdf, to: files[1])
                } catch {
                    FileHandle.standardError.write(Data("\(error.words)\n".utf8))
                }
                format.print(
                    json: ["day": JSON(printed), "files": .array(files.map { .string($0.path) })],
                    text: files.map(\.path).joined(separator: "\n"))
            }
        }
    }

    /// Names and addresses: for the person who runs the command alone.
    private func write(_ bytes: [UInt8], to file: URL) throws {
        try PrivateFile.write(bytes, to: file.path)
    }
}

/// `namiki counter demo`: families of the demonstration, after `namiki demo`.
struct CounterDemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "見本データのデータベースに、おくやみコーナーの見本の案件を入れます。")

    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.migrating, CounterModule.allMigrations) { ward in
                let count = try await DeskDemo.load(ward)
                format.print(json: ["cases": JSON(count)], text: "おくやみコーナーの見本の案件を\(count)件入れました。")
            }
        }
    }
}

/// `namiki counter proof`: every form with made-up names, as one file.
struct CounterProofCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof", abstract: "並木が描く様式のすべてを、見本の氏名で試し刷りします。")

    @Option(help: ArgumentHelp("書き出すPDFのファイル", valueName: "ファイル"))
    var output: String
    @OptionGroup var options: KnowledgeOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            let (base, _) = try options.read()
            let sheets = base.forms.map { DrawnForm(template: $0, data: .sample, wardName: "見本区").sheet }
            let clock = ContinuousClock()
            let start = clock.now
            let printed = try await FormPrinter.live.print("試し刷り", sheets)
            let milliseconds = Int((clock.now - start) / .milliseconds(1))
            try Data(printed.pdf).write(to: URL(fileURLWithPath: output), options: .atomic)
            let remarks = FormBundle.remarks(printed.boxes, sheets)
            format.print(
                json: [
                    "forms": JSON(sheets.count), "milliseconds": JSON(milliseconds),
                    "remarks": .array(remarks.map { .string($0) }),
                ],
                text: (remarks + ["様式 \(sheets.count)枚を\(milliseconds)ミリ秒で印刷しました：\(output)"]).joined(separator: "\n"))
        }
    }
}
