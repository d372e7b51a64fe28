import Declaring

/// Reads steps, and keeps their ids apart.
struct StepReader {
    /// The words of `do:`.
    enum Verb: String, CaseIterable {
        case goto, expect, fill, choose, submit, read, query, download, upload, approve, branch, each
    }

    /// How a field is typed into.
    enum Keys: String, CaseIterable { case real, script }

    static let stepsMax = 500
    static let depthMax = 5

    private var ids: Set<String> = []
    private var count = 0

    /// A list of steps; each that cannot be read is told and left out.
    mutating func read(_ list: YAMLReader, depth: Int = 1) -> [Step] {
        guard depth <= Self.depthMax else {
            list.tell("手順の入れ子は\(Self.depthMax)段までです。")
            return []
        }
        var result: [Step] = []
        for item in list.items {
            count += 1
            guard count <= Self.stepsMax else {
                if count == Self.stepsMax + 1 { item.tell("手順は\(Self.stepsMax)個までです。シナリオを分けてください。") }
                return result
            }
            if let step = step(item, depth) { result.append(step) }
        }
        return result
    }

    private mutating func step(_ reader: YAMLReader, _ depth: Int) -> Step? {
        guard reader.isMapping else {
            reader.tell("手順は「do: fill」のような「キー: 値」の並びで書いてください。")
            return nil
        }
        guard let verb = reader.choice("do", Verb.self) else { return nil }
        var id = reader["id"]?.name ?? freeID(verb, reader.line)
        if !ids.insert(id).inserted {
            (reader["id"] ?? reader).tell("「\(id)」という手順が二つあります。別の id にしてください。")
            id += "#\(count)"
        }
        guard let action = action(verb, reader, depth) else { return nil }
        return Step(id: id, action, line: reader.line)
    }

    /// For a step without one. JSON may have many steps in a line.
    private func freeID(_ verb: Verb, _ line: Int?) -> String {
        let plain = "\(verb.rawValue)\(line ?? count)"
        return ids.contains(plain) ? "\(plain)-\(count)" : plain
    }

    private mutating func action(_ verb: Verb, _ reader: YAMLReader, _ depth: Int) -> Step.Action? {
        reader.allow(verb.form.keys.union(["id", "do"]))
        func control() -> ControlName? { reader.required("control").flatMap(ControlName.read) }
        switch verb {
        case .goto, .expect:
            guard let screen = reader.required("screen")?.name else { return nil }
            return verb == .goto ? .goto(screen: screen) : .expect(screen: screen)
        case .fill:
            guard let control = control(), let filling = filling(reader) else { return nil }
            return .fill(control, filling)
        case .choose:
            guard let control = control(), let value = reader.required("value").flatMap(Template.read) else {
                return nil
            }
            return .choose(control, value)
        case .submit:
            return submission(reader, control())
        case .read:
            guard let control = control(), let name = reader.required("into")?.name else { return nil }
            return .read(control, into: name, isRequired: reader["required"]?.bool ?? true)
        case .query:
            guard let condition = reader.required("when").flatMap(Condition.read),
                let message = reader.required("message")?.name
            else { return nil }
            return .query(condition, message: message)
        case .download:
            return control().map { .download($0) }
        case .upload:
            guard let control = control(), let file = reader.required("file").flatMap(Template.read) else { return nil }
            return .upload(control, file)
        case .approve:
            guard let role = reader.required("role")?.name else { return nil }
            guard let condition = reader["when"] else { return .approve(when: nil, role: role) }
            return Condition.read(condition).map { .approve(when: $0, role: role) }
        case .branch:
            let condition = reader.required("when").flatMap(Condition.read)
            let then = reader.required("then").map { read($0, depth: depth + 1) } ?? []
            let otherwise = reader["otherwise"].map { read($0, depth: depth + 1) } ?? []
            return condition.map { .branch($0, then: then, otherwise: otherwise) }
        case .each:
            return reader.required("steps").map { .each(read($0, depth: depth + 1)) }
        }
    }

    private func filling(_ reader: YAMLReader) -> Filling? {
        let hasRealKeys = reader["keys"] != nil && reader.choice("keys", Keys.self) == .real
        let awaited = reader["awaits"].flatMap(ControlName.read)
        switch (reader["value"], reader["secret"]) {
        case (let value?, nil):
            return Template.read(value).map { Filling(.template($0), hasRealKeys: hasRealKeys, awaited: awaited) }
        case (nil, let secret?):
            return secret.name.map { Filling(.secret($0), hasRealKeys: hasRealKeys, awaited: awaited) }
        default:
            reader.tell("value（列からの値）か secret（保管庫の名前）の、どちらか一つを書いてください。")
            return nil
        }
    }

    private func submission(_ reader: YAMLReader, _ control: ControlName?) -> Step.Action? {
        let effect = reader.choice("effect", Submission.Effect.self)
        let until = reader.required("until")?.name
        var refusals: [Submission.Refusal] = []
        for item in reader["refusals"]?.items ?? [] {
            item.allow(Submission.Refusal.form.keys)
            guard let screen = item.required("screen")?.name else { continue }
            refusals.append(.init(screen: screen, text: item["text"].flatMap(ControlName.read)))
        }
        guard let control, let effect, let until else { return nil }
        return .submit(
            control, Submission(effect: effect, until: until, refusals: refusals, dialog: reader["dialog"]?.text))
    }
}

extension Template {
    static func read(_ reader: YAMLReader) -> Template? { reader.parsed(parse) }
}

extension Condition {
    static func read(_ reader: YAMLReader) -> Condition? { reader.parsed(parse) }
}

extension YAMLReader {
    /// A text in the language of expressions; what is wrong with it is a finding.
    fileprivate func parsed<Value>(_ parse: (String) throws(ExpressionFault) -> Value) -> Value? {
        guard let text else { return nil }
        do throws(ExpressionFault) {
            return try parse(text)
        } catch {
            tell(error.japanese)
            return nil
        }
    }
}
