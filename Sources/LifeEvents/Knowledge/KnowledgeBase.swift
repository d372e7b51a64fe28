import Declaring
import Japanese

/// The rules of one life event (ライフイベント): facts, sections, procedures. Nothing in the engine knows which event it is.
public struct KnowledgeBase: Sendable {
    public let name: String
    /// 亡くなったとき, 引っ越すとき
    public let title: String
    /// Of whom a rule without condition speaks: 「亡くなった方すべて」
    public let everybody: String
    /// The day of the event, by its fact: rules valid on it count.
    public let eventDay: String
    public let facts: [String: Fact]
    /// Codes in the order of the file.
    public let factOrder: [String]
    public let sections: [String: CounterSection]
    /// In the order in which they are asked.
    public let questions: [QuestionSection]
    /// In the order of their identifiers.
    public let procedures: [Procedure]
    /// Phrases of procedures and sections by their Japanese form.
    public let words: [String: Wording]
    /// Forms that are filled in before a visit, in the order of their identifiers.
    public let forms: [FormTemplate]
    /// What families read at the top of the guide; without it the event has none.
    public let guide: Guide?
    /// The law is held for events from this day on: of earlier ones what applied then is not known here.
    public let heldFrom: CivilDate?
    let byID: [String: Int]

    public struct Guide: Hashable, Sendable {
        public let title: Wording
        public let lead: Wording
    }

    init(
        name: String, title: String, everybody: String, eventDay: String, facts: [Fact], sections: [CounterSection],
        questions: [QuestionSection], procedures: [Procedure], words: [String: Wording], guide: Guide?,
        forms: [FormTemplate] = [], heldFrom: CivilDate?
    ) {
        self.heldFrom = heldFrom
        self.forms = forms.sorted { $0.id < $1.id }
        self.words = words
        self.guide = guide
        self.name = name
        self.title = title
        self.everybody = everybody
        self.eventDay = eventDay
        self.facts = Dictionary(facts.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        factOrder = facts.map(\.code)
        self.sections = Dictionary(sections.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        self.questions = questions
        self.procedures = procedures.sorted { $0.id < $1.id }
        byID = Dictionary(
            self.procedures.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    public subscript(procedure id: String) -> Procedure? { byID[id].map { procedures[$0] } }

    /// A phrase of the package in another language; in Japanese where nobody put it into words.
    public func words(_ japanese: String, _ language: PageLanguage) -> String {
        words[japanese]?[language] ?? japanese
    }

    /// The packages that are part of the program.
    public static let embeddedNames: [String] = Array(
        Set(EmbeddedKnowledge.files.compactMap { $0.path.split(separator: "/").first.map(String.init) })
    ).sorted()

    /// Reads a package that is part of the program.
    public static func embedded(_ name: String) -> (base: KnowledgeBase?, findings: [KnowledgeFinding]) {
        read(
            name: name,
            files: EmbeddedKnowledge.files.filter { $0.path.hasPrefix(name + "/") }.map {
                (String($0.path.dropFirst(name.count + 1)), $0.text)
            })
    }

    /// Reads a package from its files; paths are relative to the package.
    /// - Returns: the base as far as it could be read, and everything that is wrong with the form of its files.
    public static func read(
        name: String, files: [(path: String, text: String)]
    ) -> (base: KnowledgeBase?, findings: [KnowledgeFinding]) {
        let log = YAMLReader.FindingLog()
        func reader(_ path: String) -> YAMLReader? {
            guard let file = files.first(where: { $0.path == path }) else {
                log.findings.append(.init(file: path, line: nil, message: "ファイルがありません。"))
                return nil
            }
            return YAMLReader(file.text, file: path, log: log)
        }
        let package = reader("package.yaml")
        package?.allow(["title", "everybody", "event_day", "held_from", "guide"])
        let facts = reader("facts.yaml")?.facts() ?? []
        let sections = reader("sections.yaml")?.sections() ?? []
        let questions = reader("questions.yaml")?.questionSections() ?? []
        var procedures: [Procedure] = []
        for file in files.sorted(by: { $0.path < $1.path }) where file.path.hasPrefix("procedures/") {
            guard let reader = YAMLReader(file.text, file: file.path, log: log), let procedure = reader.procedure()
            else { continue }
            if file.path != Self.path(of: procedure.id) {
                reader.tell("ファイルの名前と id「\(procedure.id)」が違います。", .duplicate)
            }
            procedures.append(procedure)
        }
        let forms = files.filter { $0.path.hasPrefix("forms/") }.compactMap { file in
            YAMLReader(file.text, file: file.path, log: log)?.form()
        }
        let base = KnowledgeBase(
            name: name, title: package?.required("title")?.text ?? name,
            everybody: package?.required("everybody")?.text ?? "", eventDay: package?.required("event_day")?.text ?? "",
            facts: facts, sections: sections, questions: questions, procedures: procedures,
            words: files.contains { $0.path == "words.yaml" } ? reader("words.yaml")?.words() ?? [:] : [:],
            guide: package?["guide"]?.guide(), forms: forms, heldFrom: package?["held_from"]?.day)
        return (facts.isEmpty && procedures.isEmpty ? nil : base, log.knowledge)
    }

    /// Where a procedure's file lies in its package: `procedures/B03.yaml`.
    public static func path(of id: String) -> String { "procedures/\(id).yaml" }

    /// The text of a procedure's file as it is part of the program.
    public static func embeddedText(of procedure: String, event: String) -> String? {
        EmbeddedKnowledge.files.first { $0.path == "\(event)/\(path(of: procedure))" }?.text
    }

    /// With other versions of some procedures.
    public func replacing(_ changed: [Procedure]) -> KnowledgeBase {
        let byID = Dictionary(changed.map { ($0.id, $0) }, uniquingKeysWith: { _, second in second })
        return KnowledgeBase(
            name: name, title: title, everybody: everybody, eventDay: eventDay,
            facts: factOrder.compactMap { facts[$0] }, sections: Array(sections.values), questions: questions,
            procedures: procedures.map { byID[$0.id] ?? $0 }, words: words, guide: guide,
            forms: forms, heldFrom: heldFrom)
    }
}

/// The words for a state in files and for programs.
public enum ProcedureState {
    /// `applies`, `no` or `undecided`
    public static func code(_ truth: Truth) -> String {
        switch truth {
        case .yes: "applies"
        case .no: "no"
        case .unknown: "undecided"
        }
    }

    static func truth(_ code: String) -> Truth? {
        switch code {
        case "applies": .yes
        case "no", "false": .no
        case "undecided": .unknown
        default: nil
        }
    }
}
