import Declaring

extension ScreenContract {
    /// Reads a screen contract from YAML or JSON, with all findings at once.
    /// - Returns: `nil` when it cannot be read at all. A value beside findings is for looking at, never for running.
    public static func read(_ text: String, file: String, log: YAMLReader.FindingLog) -> ScreenContract? {
        guard let reader = YAMLReader(text, file: file, log: log) else { return nil }
        reader.allow(form.keys)
        guard reader.isMapping else { return nil }
        let system = reader.required("system")?.name
        let release = reader.required("release")?.name
        let list = reader.required("screens")
        if let list, !list.isMapping { list.tell("「画面の名前: {title: …}」の形で、画面を並べてください。") }
        let screens =
            list.map { list in list.keys.compactMap { name in list[name].flatMap { Screen.read($0, name) } } } ?? []
        guard let system, let release else { return nil }
        return ScreenContract(system: system, release: release, screens: screens)
    }
}

extension Screen {
    fileprivate static func read(_ reader: YAMLReader, _ name: String) -> Screen? {
        reader.allow(form.keys)
        if name.contains(".") { reader.tell("画面の名前「\(name)」に点は使えません。") }
        let title = reader.required("title")?.name
        let path = reader["path"]?.name
        if let path, !path.hasPrefix("/") || path.hasPrefix("//") || path.contains("\\") {
            reader["path"]?.tell("「/」で始まる、システムの中の場所を書いてください。サーバーの名前は書きません。")
        }
        var controls: [Control] = []
        if let list = reader["controls"] {
            if !list.isMapping { list.tell("「部品の名前: {kind: …}」の形で、部品を並べてください。") }
            for name in list.keys { list[name].flatMap { Control.read($0, name) }.map { controls.append($0) } }
        }
        return title.map {
            Screen(name: name, title: $0, path: path, isSignIn: reader["signIn"]?.bool ?? false, controls: controls)
        }
    }
}

extension Control {
    /// So many candidates a control must have.
    public static let candidatesMin = 3

    fileprivate static func read(_ reader: YAMLReader, _ name: String) -> Control? {
        reader.allow(form.keys)
        if name.contains(".") { reader.tell("部品の名前「\(name)」に点は使えません。") }
        let kind = reader.choice("kind", Kind.self)
        var candidates: [Candidate] = []
        for item in reader.required("candidates")?.items ?? [] {
            let ways = Candidate.Way.allCases.map(\.rawValue)
            guard item.keys.count == 1, let key = item.keys.first, let way = Candidate.Way(rawValue: key),
                let value = item[key]?.name, !value.isEmpty
            else {
                item.tell("手がかりは「label: 口座番号」のように一つずつ書いてください。使えるのは \(ways.joined(separator: "、")) です。")
                continue
            }
            candidates.append(Candidate(way, value))
        }
        if Set(candidates.map(\.way)).count < candidatesMin {
            reader.tell("「\(name)」の手がかりが\(candidates.count)個です。種類の違うものを\(candidatesMin)個以上書いてください。")
        }
        return kind.map {
            Control(name: name, kind: $0, isOptional: reader["optional"]?.bool ?? false, candidates: candidates)
        }
    }
}
