import ArgumentParser
import Japanese
import Storage
import Ward

/// `namiki round …`: the same functions as the pages of rounds.
struct RoundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round", abstract: "四半期の進捗確認を進めます。",
        subcommands: [
            RoundListCommand.self, RoundOpenCommand.self, RoundAdvanceCommand.self, RoundCloseCommand.self,
            RoundFreezeCommand.self, RoundAmendCommand.self,
        ])
}

/// Which quarter a command is about.
struct QuarterArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("四半期（例: 2026-2 は令和8年度第2四半期）", valueName: "四半期"))
    var quarter: String

    /// The quarter that was named.
    func named() throws -> Quarter {
        guard let quarter = Quarter(code: quarter) else {
            throw CommandInputRefusal("「\(quarter)」を四半期として読めません。2026-2 のように、年度の西暦と四半期の番号を書いてください。")
        }
        return quarter
    }
}

/// Opens the store, runs one change in one transaction, prints the round as it then stands.
private func changing(
    _ store: StoreOptions, _ format: FormatOption, _ quarter: QuarterArgument,
    _ change: @escaping @Sendable (Quarter, Ward, Stamp, any Connection) throws -> Round
) async throws {
    try await answering {
        let quarter = try quarter.named()
        try await store.withWard(.writing, PlanModule.allMigrations) { ward in
            let stamp = ward.stamp(by: .commandLine)
            let round = try await ward.database.write { try change(quarter, ward, stamp, $0) }
            format.print(
                json: round.summary,
                text: "\(round.title)　\(round.state.title)　期限 \(round.calendar.dueOn.japanese)"
                    + (round.edition > 0 ? "　第\(round.edition)版" : ""))
        }
    }
}

private func known(_ quarter: Quarter, on connection: any Connection) throws -> Round {
    guard let round = try RoundStore.find(quarter: quarter, on: connection) else { throw UnknownRecord(Round.self) }
    return round
}

struct RoundListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "四半期の一覧を示します。")
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.reading, PlanModule.allMigrations) { ward in
                let rounds = try await ward.database.read { try RoundStore.list(on: $0) }
                format.print(
                    json: ["rounds": .array(rounds.map(\.summary))],
                    text: rounds.map { "\($0.quarter.code)　\($0.title)　\($0.state.title)" }.joined(separator: "\n"))
            }
        }
    }
}

struct RoundOpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "四半期の照会を始めます。準備していないときは、既定の日程で準備します。")
    @OptionGroup var quarter: QuarterArgument
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await changing(store, format, quarter) { quarter, ward, stamp, connection in
            let round = try RoundStarting.plannedOrNew(quarter, by: stamp, on: connection)
            _ = try RoundStore.open(round.id, counting: ward.indicators, by: stamp, on: connection)
            return try known(quarter, on: connection)
        }
    }
}

/// Planning with the default calendar, for commands.
enum RoundStarting {
    static func plannedOrNew(
        _ quarter: Quarter, by stamp: Stamp, on connection: any Connection
    ) throws -> Round {
        if let round = try RoundStore.find(quarter: quarter, on: connection) { return round }
        guard let version = try PlanStore.current(on: connection) else { throw RoundRefusal.noInitiatives }
        let office = try SettingStore.officeCalendar(on: connection)
        return try RoundStore.plan(
            quarter: quarter, version: version.id,
            calendar: .standard(for: quarter, today: stamp.today, in: office), office: office, by: stamp, on: connection
        )
    }
}

struct RoundAdvanceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance", abstract: "回答期限を過ぎた四半期を、督促中にします。")
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.writing, PlanModule.allMigrations) { ward in
                let stamp = ward.stamp(by: .commandLine)
                let count = try await ward.database.write { try RoundStore.advance(by: stamp, on: $0) }
                format.print(json: ["advanced": JSON(count)], text: "督促中にした四半期　\(count)件")
            }
        }
    }
}

struct RoundCloseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "close", abstract: "締め切って、事務局の確認に入ります。")
    @OptionGroup var quarter: QuarterArgument
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await changing(store, format, quarter) { quarter, _, stamp, connection in
            try RoundStore.close(known(quarter, on: connection), by: stamp, on: connection)
            return try known(quarter, on: connection)
        }
    }
}

struct RoundFreezeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "freeze", abstract: "四半期を確定し、次の版を作ります。")
    @OptionGroup var quarter: QuarterArgument
    @Option(help: ArgumentHelp("基準日より前に確定する理由（その場合だけ要ります）", valueName: "理由"))
    var earlyReason: String?
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        let earlyReason = earlyReason
        try await changing(store, format, quarter) { quarter, ward, stamp, connection in
            try RoundFreezing.freeze(
                known(quarter, on: connection).id, earlyReason: earlyReason, counting: ward.indicators, by: stamp,
                on: connection)
            return try known(quarter, on: connection)
        }
    }
}

struct RoundAmendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "amend", abstract: "確定した四半期の訂正を始めます。")
    @OptionGroup var quarter: QuarterArgument
    @Option(help: ArgumentHelp("もう一度照会する課の名前（繰り返して書けます）", valueName: "課"))
    var unit: [String] = []
    @Option(help: ArgumentHelp("訂正の理由", valueName: "理由"))
    var reason: String
    @Option(help: ArgumentHelp("もとになる会議や決定", valueName: "決定"))
    var decision = ""
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        let (names, reason, decision) = (unit, reason, decision)
        try await changing(store, format, quarter) { quarter, _, stamp, connection in
            let round = try known(quarter, on: connection)
            let units = try RoundBoard(round, on: connection).rows.filter { names.contains($0.unitName) }.map(\.unit)
            try RoundStore.amend(
                round, units: units, reason: reason, decision: decision, by: stamp, on: connection)
            return try known(quarter, on: connection)
        }
    }
}
