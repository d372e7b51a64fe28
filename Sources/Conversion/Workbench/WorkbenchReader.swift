import Declaring
import Foundation
import Japanese

/// Reads a workbench from its folder. All findings of all files come at once.
public struct WorkbenchReader {
    private let folder: URL
    private let log = YAMLReader.FindingLog()
    private var hashes: [String: String] = [:]

    /// - Returns: `nil` for the workbench when anything is wrong.
    public static func read(_ folder: URL) -> (workbench: Workbench?, findings: [DeclarationFinding]) {
        var reader = WorkbenchReader(folder: folder)
        let workbench = reader.workbench()
        return (reader.log.findings.isEmpty ? workbench : nil, reader.log.findings)
    }

    private init(folder: URL) { self.folder = folder }

    /// Whether a path stays in the workbench's folder, links followed.
    private func isInside(_ path: String) -> Bool {
        guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else { return false }
        let root = folder.resolvingSymlinksInPath().standardizedFileURL.path
        let resolved = folder.appendingPathComponent(path).resolvingSymlinksInPath().standardizedFileURL.path
        return resolved.hasPrefix(root + "/")
    }

    private mutating func text(_ path: String, named by: YAMLReader? = nil) -> String? {
        guard isInside(path) else {
            by?.tell("「\(path)」は使えません。作業フォルダーの中の場所を書いてください。")
            return nil
        }
        guard let data = try? Data(contentsOf: folder.appendingPathComponent(path)) else {
            if let by {
                by.tell("ファイル「\(path)」がないか、読めません。")
            } else {
                log.findings.append(
                    .init(
                        file: folder.appendingPathComponent(path).path, line: nil,
                        message: "ファイルがないか、読めません。フォルダーの名前を確かめてください。"))
            }
            return nil
        }
        hashes[path] = FileHash.sha256(data)
        guard let text = String(data: data, encoding: .utf8) else {
            log.findings.append(.init(file: path, line: nil, message: "UTF-8で保存してください。"))
            return nil
        }
        return text
    }

    private mutating func workbench() -> Workbench? {
        guard let text = text("workbench.yaml"), let root = YAMLReader(text, file: "workbench.yaml", log: log) else {
            return nil
        }
        root.allow([
            "workbench", "target", "characters", "gaiji", "shrink", "packs", "towns", "municipality", "rules",
            "decisions",
            "protection", "unfilled-groups", "systems",
        ])
        let name = root.required("workbench")?.text ?? ""
        let target = root.required("target").flatMap { layout($0) }
        var policy = CharacterPolicy.all
        if root["characters"] != nil { policy = root.choice("characters", CharacterPolicy.self) ?? .all }
        let gaiji = root["gaiji"].flatMap { dictionary($0) } ?? GaijiDictionary()
        let shrink = root["shrink"].flatMap { reader -> ShrinkTable? in
            guard let text = reader.text.flatMap({ self.text($0, named: reader) }) else { return nil }
            let table = ShrinkTable(reading: text)
            if table == nil { reader.tell("縮退の表として読めません。bin/characters が書く mj_shrink.tsv を使ってください。") }
            return table
        }
        var packs: [String: CharacterPack] = [:]
        for key in root["packs"]?.keys ?? [] {
            guard let reader = root["packs"]?[key], let path = reader.text, let text = self.text(path, named: reader)
            else { continue }
            let pack = CharacterPack(reading: text)
            for line in pack.badLines { log.findings.append(.init(file: path, line: line, message: "コードの行として読めません。")) }
            packs[key.lowercased()] = pack
        }
        let municipality = root.text("municipality") ?? ""
        let towns = root["towns"].flatMap { self.towns($0, municipality) } ?? TownList([])
        var rules = root["rules"].flatMap { reader in target.flatMap { self.rules(reader, $0) } } ?? RuleSet()
        if let target {
            let conditional = ConditionalRules.of(target, file: root.text("target") ?? "target.yaml")
            log.findings += conditional.findings
            rules = RuleSet(rules.rules + conditional.rules + KeyRules.of(target, besides: rules.rules))
            if Set(target.groups.map { OutputFolder.safe($0.name) }).count < target.groups.count {
                root.tell("移行先のグループの名前を、ファイルの名前として区別できません（記号だけが違う名前があります）。")
            }
        }
        if let protection = root["protection"], protection.text != "none" {
            protection.tell("protection には、保護される人がいないデータであるときに限り none と書きます。")
        }
        let decisions = root["decisions"].flatMap { self.decisions($0) } ?? DecisionSet()
        var systems: [Workbench.System] = []
        for reader in root.required("systems")?.items ?? [] {
            guard let target, let system = system(reader, target, hasTowns: root["towns"] != nil) else { continue }
            if systems.contains(where: { $0.id == system.id }) { reader.tell("システム「\(system.id)」が2回あります。") }
            systems.append(system)
        }
        if root["systems"] != nil, systems.isEmpty, log.findings.isEmpty { root.tell("systems に、システムを1つ以上書いてください。") }
        // What is wrong with a system was told; that others then do not fit it says nothing.
        let isWhole = systems.count == root["systems"]?.items.count ?? 0
        if isWhole { check(decisions, systems) }
        for entry in gaiji.entries where isWhole && !systems.contains(where: { $0.id == entry.system }) {
            log.findings.append(
                .init(
                    file: root.text("gaiji") ?? "gaiji", line: nil,
                    message: "外字の同定表にあるシステム「\(entry.system)」が、systems にありません。"))
        }
        if isWhole { unfilled(root, target, systems) }
        unnamed(root)
        // What accuracy is measured against is part of what a rehearsal is made from.
        for name in ["truth.tsv", "decoys.tsv"] {
            if let data = try? Data(contentsOf: folder.appendingPathComponent(name)) {
                hashes[name] = FileHash.sha256(data)
            }
        }
        guard let target else { return nil }
        return Workbench(
            name: name, target: target, policy: policy, gaiji: gaiji, shrink: shrink ?? ShrinkTable(), packs: packs,
            towns: towns, rules: rules, hasNoProtection: root["protection"] != nil,
            decisions: decisions, systems: systems, declarations: hashes)
    }

    private mutating func layout(_ reader: YAMLReader) -> RecordLayout? {
        guard let path = reader.text, let text = text(path, named: reader) else { return nil }
        let (layout, findings) = LayoutReader.read(text, file: path)
        log.findings += findings
        return layout
    }

    /// Files of the usual names that nothing reads: their owner believes they are in force.
    private func unnamed(_ root: YAMLReader) {
        for (key, name) in [("rules", "rules.yaml"), ("decisions", "decisions.tsv"), ("gaiji", "gaiji.tsv")]
        where root[key] == nil && FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path) {
            root.tell("\(name) がありますが、使っていません。使うなら「\(key): \(name)」と書き、使わないなら別の名前にしてください。")
        }
    }

    /// Target groups that no system fills: forgotten as a whole, unless a reason is given.
    private func unfilled(_ root: YAMLReader, _ target: RecordLayout?, _ systems: [Workbench.System]) {
        let filled = Set(systems.flatMap { $0.mapping.groups.map(\.target) })
        let reasons = root["unfilled-groups"]
        for name in reasons?.keys ?? [] where target?.group(named: name) == nil {
            reasons?[name]?.tell("移行先にグループ「\(name)」がありません。")
        }
        for group in target?.groups ?? [] where !filled.contains(group.name) && reasons?[group.name]?.text == nil {
            log.findings.append(
                .init(
                    file: "workbench.yaml", line: nil,
                    message:
                        "移行先のグループ「\(group.name)」に、どのシステムからもデータを入れていません。mapping.yaml の groups に書くか、workbench.yaml の unfilled-groups に「\(group.name): 理由」と書いてください。"
                ))
        }
    }

    /// Decisions about systems and items that are not there would wait for ever without a word.
    private func check(_ decisions: DecisionSet, _ systems: [Workbench.System]) {
        for decision in decisions.decisions where !systems.contains(where: { $0.id == decision.subject.system }) {
            log.findings.append(
                .init(
                    file: "decisions", line: nil, message: "判断にあるシステム「\(decision.subject.system)」が、systems にありません。"))
        }
    }

    private mutating func towns(_ reader: YAMLReader, _ municipality: String) -> TownList? {
        guard let path = reader.text, let text = text(path, named: reader) else { return nil }
        let (towns, findings) = TownList.read(Array(text.utf8), file: path, municipality: municipality)
        log.findings += findings
        return towns
    }

    private mutating func rules(_ reader: YAMLReader, _ target: RecordLayout) -> RuleSet? {
        guard let path = reader.text, let text = text(path, named: reader) else { return nil }
        let (rules, findings) = RuleReader.read(text, file: path, target: target)
        log.findings += findings
        return rules
    }

    private mutating func decisions(_ reader: YAMLReader) -> DecisionSet? {
        guard let path = reader.text, let text = text(path, named: reader) else { return nil }
        let (decisions, findings) = DecisionText.read(text, file: path)
        log.findings += findings
        return decisions
    }

    private mutating func dictionary(_ reader: YAMLReader) -> GaijiDictionary? {
        guard let path = reader.text, let text = text(path, named: reader) else { return nil }
        let (dictionary, findings) = GaijiDictionary.read(text)
        log.findings += findings.map { DeclarationFinding(file: path, line: $0.line, message: $0.message) }
        return dictionary
    }

    private mutating func system(_ reader: YAMLReader, _ target: RecordLayout, hasTowns: Bool) -> Workbench.System? {
        reader.allow(["id", "name", "section", "layout", "mapping", "files", "empty"])
        guard let id = reader.required("id"), let idText = id.text, let name = reader.required("name")?.text,
            let layoutReader = reader.required("layout"), let mappingReader = reader.required("mapping"),
            let files = reader.required("files")
        else { return nil }
        guard !idText.isEmpty,
            idText != "rules",
            idText.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D })
        else {
            id.tell("id は半角の小文字、数字、ハイフンで書いてください（フォルダーの名前になります）。")
            return nil
        }
        let source = layout(layoutReader)
        guard let source, let path = mappingReader.text, let text = text(path, named: mappingReader) else { return nil }
        let (mapping, findings) = MappingReader.read(text, file: path, from: source, to: target)
        log.findings += findings
        guard let mapping else { return nil }
        if !hasTowns, let first = mapping.linesWithTowns.first {
            log.findings.append(
                .init(
                    file: path, line: first.line,
                    message: "town、lot、town-code は町字の一覧を見ます。workbench.yaml の towns に、一覧のファイルを書いてください。"))
        }
        if mapping.system != idText {
            mappingReader.tell("\(path) の system は「\(mapping.system)」ですが、ここの id は「\(idText)」です。")
        }
        var paths: [String: String] = [:]
        for group in source.groups {
            guard let file = files[group.name], let path = file.text else {
                files.tell("グループ「\(group.name)」のファイルがありません。")
                continue
            }
            if !isInside(path) { file.tell("「\(path)」は使えません。作業フォルダーの中の場所を書いてください。") }
            if group.keyColumns.isEmpty {
                layoutReader.tell("グループ「\(group.name)」に、レコードを見分ける項目（key: true）がありません。")
            }
            if group.file == nil { file.tell("レイアウトのグループ「\(group.name)」に、ファイルの書き方（file）がありません。") }
            if !FileManager.default.fileExists(atPath: folder.appendingPathComponent(path).path) {
                file.tell("ファイル「\(path)」がありません。")
            }
            paths[group.name] = path
        }
        files.allow(Set(source.groups.map(\.name)))
        let empty = reader["empty"]
        for name in empty?.keys ?? [] {
            if source.group(named: name) == nil { empty?[name]?.tell("移行元にグループ「\(name)」がありません。") }
            if empty?[name]?.text ?? "" == "" { empty?[name]?.tell("「\(name)」が空でよい理由を書いてください。") }
        }
        return Workbench.System(
            id: idText, name: name, section: reader.text("section") ?? "", layout: source, mapping: mapping,
            files: paths, empty: Set(empty?.keys ?? []),
            coverage: Coverage(mapping, from: source, to: target))
    }
}
