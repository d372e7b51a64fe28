extension CheckReport {
    /// Lines for a terminal: what the file is, the counts, and the findings with place, rule, message and proposal.
    public var human: String {
        var lines = ["\(file.name): \(file.encoding)、\(file.rows)行、\(file.headings.count)列"]
        lines.append("形式: \(recognition.japanese)")
        lines += notes
        if counts.isEmpty {
            lines.append("問題は見つかりませんでした。")
            return lines.joined(separator: "\n") + "\n"
        }
        let sums = DataRule.Severity.allCases.map { "\($0.japanese) \(count(of: $0))" }
        lines.append(sums.joined(separator: "、"))
        for count in counts {
            let repair = count.repairable == 0 ? "" : "、うち直し方の案あり \(count.repairable)"
            lines.append("  [\(count.rule.rawValue)] \(count.title): \(count.count)件\(repair)")
        }
        for finding in findings { lines.append(finding.human) }
        if findingsLeftOut > 0 { lines.append("ほかに\(findingsLeftOut)件あります。") }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension DataFinding {
    /// One line: 「12行目の「人口」: 桁区切りのコンマを除いてください。「1,234」→「1234」[1-3]」.
    public var human: String {
        var text = "\(severity.japanese) \(place): \(message)"
        if let proposal {
            text += "「\(value)」→「\(proposal)」"
            if let companion { text += "、「\(companion.column)」は「\(companion.value)」→「\(companion.proposal)」" }
        } else if !value.isEmpty {
            text += "「\(value)」"
        }
        return text + " [\(rule.rawValue)]"
    }
}
