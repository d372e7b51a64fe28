import Foundation

/// A workbench of a few lines, written where a test wants it.
struct SmallWorkbench {
    /// One old system with one file of records, all of whose items go to the target group of the name in ``target``.
    struct System {
        var id: String
        var section = "区民課"
        var target: String
        var rows: [String]
        /// In place of the items themselves.
        var expressions: [String: String] = [:]
        var more = ""
    }

    static let items = ["番号", "氏名", "支援", "区分"]

    var systems: [System]
    var rules: [String] = []
    var more = ""

    @discardableResult
    func write(to folder: URL = SmallWorkbench.place()) throws -> URL {
        let manager = FileManager.default
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        func put(_ text: String, _ path: String) throws {
            try Data(text.utf8).write(to: folder.appendingPathComponent(path))
        }
        var text = "workbench: 見本\ntarget: target.yaml\n\(rules.isEmpty ? "" : "rules: rules.yaml\n")\(more)systems:\n"
        var target = "layout: 新\nbusiness: \"999\"\nversion: \"1\"\nlength-unit: scalars\n"
        target += "codes:\n  \"1\": {name: 区分, values: {\"1\": 甲}}\ngroups:\n"
        for group in Set(systems.map(\.target)).sorted() {
            target += """
                  - name: \(group)
                    items:
                      - {name: 番号, type: X, length: 10, key: true, required: "yes"}
                      - {name: 氏名, type: N, length: 50}
                      - {name: 支援, type: X, length: 1}
                      - {name: 区分, type: X, length: 1, codes: "1"}

                """
        }
        for system in systems {
            text +=
                "  - {id: \(system.id), name: \(system.id), section: \(system.section), layout: \(system.id)/layout.yaml, "
            text += "mapping: \(system.id)/mapping.yaml, files: {群: \(system.id)/data.csv}\(system.more)}\n"
            try manager.createDirectory(
                at: folder.appendingPathComponent(system.id), withIntermediateDirectories: true)
            let names = SmallWorkbench.items.map { "{name: \($0)\($0 == "番号" ? ", key: true" : "")}" }
            try put(
                """
                layout: 旧
                business: "991"
                version: "1"
                groups:
                  - name: 群
                    file: {encoding: utf-8, form: csv}
                    items: [\(names.joined(separator: ", "))]

                """, "\(system.id)/layout.yaml")
            let lines = SmallWorkbench.items.map { "\($0): \"\(system.expressions[$0] ?? $0)\"" }
            try put(
                """
                mapping: m
                system: \(system.id)
                groups:
                  - to: \(system.target)
                    from: 群
                    items: {\(lines.joined(separator: ", "))}

                """, "\(system.id)/mapping.yaml")
            let records = [SmallWorkbench.items.joined(separator: ",")] + system.rows
            try put(records.map { $0 + "\n" }.joined(), "\(system.id)/data.csv")
        }
        try put(text, "workbench.yaml")
        try put(target, "target.yaml")
        if !rules.isEmpty { try put("rules:\n" + rules.map { "  - \($0)\n" }.joined(), "rules.yaml") }
        return folder
    }

    static func place() -> URL {
        FileManager.default.temporaryDirectory.appendingPathComponent("namiki-\(UUID().uuidString)")
    }

    /// A register and a second system that holds copies of its people.
    static func two(juki: [String], jido: [String]) -> SmallWorkbench {
        SmallWorkbench(
            systems: [
                System(id: "juki", target: "住民", rows: juki),
                System(id: "jido", section: "子育て支援課", target: "手当", rows: jido),
            ],
            rules: ["{rule: same-flag, id: F, group: 手当, key: 番号, item: 支援, to: 住民}"])
    }

    /// One system without anybody who could be protected.
    static func one(_ rows: [String], more: String = "") -> SmallWorkbench {
        SmallWorkbench(
            systems: [System(id: "juki", target: "住民", rows: rows, more: more)], more: "protection: none\n")
    }
}
