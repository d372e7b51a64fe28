import ArgumentParser
import Japanese
import Storage
import Ward

/// `namiki meeting …`: reads the records of meetings.
struct MeetingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "会議体の会議の記録を示します。",
        subcommands: [MeetingListCommand.self, MeetingShowCommand.self])
}

struct MeetingListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "会議の一覧を、新しい順に示します。")
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        try await answering {
            try await store.withWard(.reading, PlanModule.allMigrations) { ward in
                let meetings = try await ward.database.read { try MeetingStore.list(on: $0) }
                format.print(
                    json: ["meetings": .array(meetings.map(\.summary))],
                    text: meetings.map { "\($0.id)　\($0.heldOn.japanese)　\($0.title)　\($0.state.title)" }
                        .joined(separator: "\n"))
            }
        }
    }
}

struct MeetingShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "1つの会議の記録を示します。")
    @Argument(help: ArgumentHelp("会議の識別子（一覧の先頭にあるもの）", valueName: "会議"))
    var meeting: String
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        let text = meeting
        try await answering {
            guard let id = ID<Meeting>(untrusted: text) else { throw UnknownRecord(Meeting.self) }
            try await store.withWard(.reading, PlanModule.allMigrations) { ward in
                let record = try await ward.database.read { connection in
                    try MeetingRecord(Meeting.known(id, on: connection), on: connection)
                }
                format.print(json: record.json, text: record.lines.joined(separator: "\n"))
            }
        }
    }
}

extension MeetingRecord {
    /// For people at a terminal.
    fileprivate var lines: [String] {
        var lines = ["\(meeting.title)　\(meeting.heldOn.japaneseWithWeekday)　\(meeting.place)　\(meeting.state.title)"]
        lines += meeting.agenda.enumerated().map { "議題\($0 + 1)　\($1.title)" }
        if !attendance.isEmpty { lines.append(attendanceSummary) }
        lines += attendance.map { "\($0.role.title)　\($0.label)　\($0.words)" }
        lines += decisions.map { "決定事項\($0.number)　\($0.content)" }
        if !meeting.minutes.isEmpty { lines.append(meeting.minutes) }
        lines += corrections.map { "訂正（\($0.at.japanese)、\($0.reason)）　\($0.content)" }
        return lines
    }
}
