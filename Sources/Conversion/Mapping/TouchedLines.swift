/// The lines of mappings that a change of a layout touches.
package enum TouchedLines {
    /// - Returns: `juki/住民基本情報:12　氏名: name(漢字氏名)`, of every system of the workbench.
    package static func of(_ change: LayoutDiff.Change, in workbench: Workbench) -> [String] {
        workbench.systems.flatMap { system in
            system.mapping.groups.flatMap { group -> [String] in
                func place(_ line: Int?, _ text: String) -> String {
                    "\(system.id)/\(group.target)\(line.map { ":\($0)" } ?? "")　\(text)"
                }
                var lines: [String] = []
                if group.target == change.group {
                    lines += group.items.filter { $0.item == change.item }.map {
                        place($0.line, "\($0.item): \($0.text)")
                    }
                    lines += group.unfilled.filter { $0.item == change.item }.map {
                        place($0.line, "unfilled \($0.item)")
                    }
                }
                if group.source == change.group, let source = system.layout.group(named: group.source),
                    let column = source.items.firstIndex(where: { $0.name == change.item })
                {
                    lines += group.items.filter { $0.expression.columns.contains(column) }
                        .map { place($0.line, "\($0.item): \($0.text)") }
                    lines += group.discards.filter { $0.item == change.item }.map {
                        place($0.line, "discard \($0.item)")
                    }
                }
                return lines
            }
        }
    }
}
