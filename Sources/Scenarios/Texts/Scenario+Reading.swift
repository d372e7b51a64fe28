import Declaring

extension Scenario {
    /// Reads a scenario from YAML or JSON; what is wrong becomes findings with their lines, all at once.
    /// - Returns: `nil` when it cannot be read at all. A value beside findings is for looking at, never for running.
    public static func read(_ text: String, file: String, log: YAMLReader.FindingLog) -> Scenario? {
        guard let reader = YAMLReader(text, file: file, log: log) else { return nil }
        return read(reader)
    }

    private static func read(_ reader: YAMLReader) -> Scenario? {
        reader.allow(form.keys)
        guard reader.isMapping else { return nil }
        let name = reader.required("scenario")?.name
        if let name, !isName(name) {
            reader["scenario"]?.tell("「\(name)」は名前に使えません。英小文字、数字、ハイフンで、64字までにしてください。")
        }
        let purpose = reader.required("purpose")?.name
        let system = reader.required("system")?.name
        let input = reader.required("input").flatMap(InputPlan.read)
        var steps = StepReader()
        let session = reader["session"].map { steps.read($0) } ?? []
        let query = reader["alreadyDone"].flatMap { DoneQuery.read($0, &steps) }
        let list = reader.required("steps").map { steps.read($0) } ?? []
        // Everything is read before anything is given up: all findings come at once.
        let secrets = reader["secrets"]?.items.compactMap(\.name) ?? []
        let retry = reader["onError"].map(RetryPlan.read) ?? RetryPlan()
        let limits = reader["limits"].map(RunLimits.read) ?? RunLimits()
        let effect = reader["effect"].flatMap(EffectPlan.read)
        guard let name, let purpose, let system, let input else { return nil }
        return Scenario(
            name: name, purpose: purpose, system: system, input: input, secrets: secrets, session: session, steps: list,
            alreadyDone: query, retry: retry, limits: limits, effect: effect)
    }

    static func isName(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        return (1...64).contains(scalars.count)
            && scalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    }
}

extension InputPlan {
    static func read(_ reader: YAMLReader) -> InputPlan? {
        reader.allow(form.keys)
        let kind = reader.choice("kind", Kind.self)
        let key = reader.required("key")?.items.compactMap(\.name) ?? []
        var columns: [InputColumn] = []
        if let list = reader.required("columns") {
            if list.isMapping {
                for name in list.keys { list[name].map { columns.append(InputColumn.read($0, name: name)) } }
            } else {
                list.tell("「列の名前: {form: …}」の形で、列を並べてください。")
            }
        }
        for name in key where !columns.contains(where: { $0.name == name }) {
            reader["key"]?.tell("「\(name)」という列はありません。columns にある名前を書いてください。")
        }
        guard let kind else { return nil }
        return InputPlan(
            kind: kind, sheet: reader["sheet"]?.name, key: key, isGrouped: reader["grouped"]?.bool ?? false,
            columns: columns)
    }
}

extension InputColumn {
    static func read(_ reader: YAMLReader, name: String) -> InputColumn {
        guard !reader.isNull else { return InputColumn(name: name) }
        reader.allow(form.keys)
        return InputColumn(
            name: name, form: reader["form"] == nil ? .text : reader.choice("form", Form.self) ?? .text,
            length: reader.whole("length", form), isRequired: reader["required"]?.bool ?? true,
            personal: reader["personal"] == nil ? nil : reader.choice("personal", Personal.self),
            confidenceMin: reader.share("confidence"))
    }
}

extension DoneQuery {
    static func read(_ reader: YAMLReader, _ steps: inout StepReader) -> DoneQuery? {
        reader.allow(form.keys)
        let list = reader.required("steps").map { steps.read($0) } ?? []
        let found = reader.required("found").flatMap(ControlName.read)
        let absent: Absent? = reader["absent"] == nil ? .desk : reader.choice("absent", Absent.self)
        let when: When? = reader["when"] == nil ? .always : reader.choice("when", When.self)
        guard let found, let absent, let when else { return nil }
        return DoneQuery(
            steps: list, found: found, receipt: reader["receipt"].flatMap(ControlName.read), absent: absent, when: when)
    }
}

extension RetryPlan {
    static func read(_ reader: YAMLReader) -> RetryPlan {
        reader.allow(form.keys)
        let plain = RetryPlan()
        return RetryPlan(
            attempts: reader.whole("retry", form) ?? plain.attempts,
            secondsFirst: reader.whole("first", form) ?? plain.secondsFirst,
            secondsMax: reader.whole("longest", form) ?? plain.secondsMax,
            then: reader["then"] == nil ? plain.then : reader.choice("then", Afterwards.self) ?? plain.then)
    }
}

extension RunLimits {
    static func read(_ reader: YAMLReader) -> RunLimits {
        reader.allow(form.keys)
        let plain = RunLimits()
        return RunLimits(
            records: reader.whole("records", form) ?? plain.records,
            secondsPerWait: reader.whole("wait", form) ?? plain.secondsPerWait,
            downloadBytesMax: reader.whole("download", form) ?? plain.downloadBytesMax,
            secondsPerDownload: reader.whole("downloadSeconds", form) ?? plain.secondsPerDownload,
            window: reader["window"].flatMap(Window.read),
            days: reader["days"] == nil ? plain.days : reader.choice("days", Days.self) ?? plain.days)
    }
}

extension RunLimits.Window {
    /// `18:00-23:00`
    static func read(_ reader: YAMLReader) -> RunLimits.Window? {
        guard let text = reader.name else { return nil }
        let minutes = text.split(separator: "-", omittingEmptySubsequences: false).map { part -> Int? in
            let figures = part.split(separator: ":", omittingEmptySubsequences: false)
            guard figures.count == 2, let hour = Int(figures[0]), let minute = Int(figures[1]), (0...24).contains(hour),
                (0..<60).contains(minute), hour * 60 + minute <= 1440
            else { return nil }
            return hour * 60 + minute
        }
        guard minutes.count == 2, let from = minutes[0], let to = minutes[1], from != to else {
            reader.tell("「\(text)」は時間帯として読めません。18:00-23:00 の形で書いてください。")
            return nil
        }
        return RunLimits.Window(minuteFrom: from, minuteTo: to)
    }
}

extension EffectPlan {
    static func read(_ reader: YAMLReader) -> EffectPlan? {
        reader.allow(form.keys)
        guard let baseline = reader.required("baseline")?.name, let unit = reader.required("unit")?.name else {
            return nil
        }
        return EffectPlan(baseline: baseline, unit: unit)
    }
}

extension ControlName {
    static func read(_ reader: YAMLReader) -> ControlName? {
        guard let text = reader.name else { return nil }
        if let name = ControlName(text) { return name }
        reader.tell("「\(text)」は部品の名前ではありません。「画面.部品」の形で書いてください。")
        return nil
    }
}

extension YAMLReader {
    func whole(_ key: String, _ form: MappingForm) -> Int? {
        guard let range = form.range(key), let reader = self[key], let value = reader.integer else { return nil }
        guard range.contains(value) else {
            reader.tell("\(range.lowerBound)から\(range.upperBound)までの数を書いてください。")
            return nil
        }
        return value
    }

    func share(_ key: String) -> Double? {
        guard let reader = self[key], let text = reader.text else { return nil }
        guard let value = Double(text), (0...1).contains(value) else {
            reader.tell("0から1までの数を書いてください。")
            return nil
        }
        return value
    }
}
