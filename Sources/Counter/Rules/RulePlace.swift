import Japanese
import LifeEvents
import Site
import Storage
import Synchronization
import Ward

/// One rule with its text as it stands, and the draft of another.
struct RulePlace: RouteSubject, Revised {
    let base: KnowledgeBase
    let procedure: Procedure
    let text: String
    let versions: [RuleVersion]
    let version: RuleVersion?
    let draft: Procedure?
    let office: OfficeCalendar
    let isOwn: Bool
    let mayPublish: Bool
    /// Where the person wrote the draft: the others who may publish it.
    let publishers: [Person]?
    private let checks = KeptChecks()

    var path: String { RuleListPage.path + "/" + procedure.id }
    /// Grows with each version that is written, and with each that is decided on.
    var revision: Int { versions.count + versions.count { $0.state != .draft } }

    static func load(_ request: PageRequest, on connection: any Connection) throws -> RulePlace {
        let (person, today) = (try request.person, request.today)
        guard let base = try RuleStore.base(BereavementDesk.event, day: today, on: connection),
            let id = request.parameters["procedure"], let procedure = base[procedure: id]
        else { throw PageRefusal.notFound }
        let versions = try RuleStore.versions(of: id, event: base.name, on: connection)
        let standing = versions.filter { $0.state == .published && $0.validFrom <= today }
            .max { ($0.validFrom, $0.edition ?? 0) < ($1.validFrom, $1.edition ?? 0) }
        let unit = try DeskSettingsStore.units(for: base, today: today, on: connection)[procedure.section]?.id
        let draft = versions.first { $0.state == .draft }
        let isMaker = draft?.madePerson == person.person
        return RulePlace(
            base: base, procedure: procedure, text: standing?.text ?? RuleText.embedded(id, event: base.name) ?? "",
            versions: versions, version: draft, draft: draft.flatMap { Procedure.read($0.text).procedure },
            office: try SettingStore.officeCalendar(on: connection),
            isOwn: unit.map { person.may(.editRules, unit: $0) } ?? false,
            mayPublish: unit.map { person.may(.publishRules, unit: $0) } ?? false,
            publishers: isMaker ? try person.others(who: .publishRules, unit: unit, on: today, connection) : nil)
    }

    /// Looks at every rule for each example, so that a text is checked once.
    func check(_ text: String, on today: CivilDate) -> RuleCheck {
        checks.of(text, on: today) { RuleCheck(text, of: procedure.id, base: base, today: today, office: office) }
    }

    /// Of the draft; `nil` without one.
    func check(on today: CivilDate) -> RuleCheck? { version.map { check($0.text, on: today) } }

    /// What the checked text changes, in sentences.
    func changes(_ check: RuleCheck) -> [String] {
        check.procedure.map { RuleDiff(old: procedure, new: $0, base: base).sentences } ?? []
    }

    // MARK: changing

    func propose(
        _ text: String, validFrom: CivilDate, note: String, by stamp: Stamp, on connection: any Connection
    ) throws {
        try RuleStore.draft(
            procedure.id, event: base.name, text: text, validFrom: validFrom, note: note, by: stamp, on: connection)
    }

    /// What the examples of the draft expect is worked out anew.
    func renewExamples(by stamp: Stamp, on connection: any Connection) throws {
        guard let version, let text = RuleCheck.renewingExamples(version.text, base: base, office: office) else {
            throw RuleRefusal.noDraft
        }
        try propose(text, validFrom: version.validFrom, note: version.note, by: stamp, on: connection)
    }

    /// The section's word that the rule is right as it stands: a version of its own, with the day.
    func confirm(by stamp: Stamp, on connection: any Connection) throws {
        guard version == nil else { throw RuleRefusal.openDraft }
        try RuleStore.noteChecked(
            procedure.id, event: base.name, standing: text, validFrom: procedure.validFrom, by: stamp, on: connection)
    }

    /// - Returns: the version that is public now.
    func publish(by stamp: Stamp, on connection: any Connection) throws -> RuleVersion {
        guard mayPublish else { throw RuleRefusal.notOwnSection }
        guard let version, let check = check(on: stamp.today) else { throw RuleRefusal.noDraft }
        guard check.problems.isEmpty else { throw RuleRefusal.findings(check.problems) }
        try RuleStore.publish(version, by: stamp, on: connection)
        return version
    }

    func withdraw(by stamp: Stamp, on connection: any Connection) throws {
        guard let version else { throw RuleRefusal.noDraft }
        try RuleStore.withdraw(version, by: stamp, on: connection)
    }
}

/// The last text that was checked at a place, with what was found.
private final class KeptChecks: Sendable {
    private let kept = Mutex<(text: String, day: CivilDate, check: RuleCheck)?>(nil)

    func of(_ text: String, on day: CivilDate, _ make: () -> RuleCheck) -> RuleCheck {
        if let kept = kept.withLock({ $0 }), kept.text == text, kept.day == day { return kept.check }
        let check = make()
        kept.withLock { $0 = (text, day, check) }
        return check
    }
}

/// A rule of the person's own section.
struct OwnRule: RouteSubject {
    let place: RulePlace

    static func load(_ request: PageRequest, on connection: any Connection) throws -> OwnRule {
        let place = try RulePlace.load(request, on: connection)
        guard place.isOwn else { throw RuleRefusal.notOwnSection }
        return OwnRule(place: place)
    }

    var path: String { place.path }
}
