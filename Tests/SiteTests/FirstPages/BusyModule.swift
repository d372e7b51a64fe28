import ArgumentParser
import Japanese
import Site
import Storage
import Ward

/// A module in which much waits, declared as modules do.
struct BusyModule: Module {
    var name: String { "busy" }
    var migrations: [Migration] { [] }
    var commands: [any AsyncParsableCommand.Type] { [] }
    var grants: Grants { Grants([.editor: [.readSamples], .auditor: [.readSamples]]) }
    var routes: [Route] { [] }

    /// Of so many things of one kind.
    let waiting: Int
    var steps: [NextStep] = []

    static let accept = DutyKind("busy.accept", "受け付ける")
    static let answer = DutyKind("busy.answer", "回答する")

    var duties: [DutySource] {
        [
            DutySource { person, _ in
                guard person.has(.editor) else { return [] }
                return (0..<waiting).map { number in
                    Duty(
                        Self.accept, link: Link("受け付ける：<\(number)>", "/samples/\(number)"), note: "確かめてください。",
                        dueOn: CivilDate(iso: "2024-09-10")?.adding(days: waiting - number))
                } + [
                    Duty(
                        Self.answer, link: Link("回答する：遅れたもの", "/samples/late"), note: "過ぎています。",
                        dueOn: CivilDate(iso: "2024-08-01"), isOverdue: true)
                ]
            }
        ]
    }

    var nextSteps: [StepSource] {
        [StepSource { person, _ in person.has(.auditor) ? StepList("見本の準備", steps) : nil }]
    }

    var glances: [GlanceSource] {
        [
            GlanceSource(needs: .readSamples) { _, _ in Glance("見本のいま", "<p>9月1日現在です。</p>") },
            GlanceSource(needs: .changeSamples) { _, _ in Glance("見せないもの", "<p>秘密です。</p>") },
        ]
    }

    var residentDoors: [ResidentDoorSource] {
        [
            ResidentDoorSource { _ in
                ResidentDoor(
                    Wording("見本を見る", "みほんを 見る", "See samples"), note: Wording("約5分", "5分くらい", "About 5 minutes")
                ) { "/see/\($0.rawValue)" }
            }, ResidentDoorSource { _ in nil },
        ]
    }
}
